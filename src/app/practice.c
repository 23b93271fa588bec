/* Practising a conversation: the first page, the last one, and what stands beside those between. */
#include "app/internal.h"
#include "app/app.html.h"

/* Each step is a real page under PRACTICE_ROOT; longer addresses stand before what they begin with. */
static const struct {
	const char *begins;
	struct practice_note note;
} notes[] = {
	{ "/ovning/samtal/nytt",
		{ N_("Steg 1 av 5: innan ni börjar"),
			N_("Du sitter med en påhittad deltagare, en kvinna mellan 25 och 39 år. "
			   "Läs punkterna. Stämmer någon av dem inte är Inte nu ett bra utfall: "
			   "välj ett skäl, så kommer deltagaren tillbaka i listan."),
			N_("Gå vidare med Allt stämmer, börja.") } },
	{ "/ovning/samtal/fragor",
		{ N_("Steg 2 av 5: frågorna"),
			N_("Nu syns bara det som deltagaren får se, för ni tittar på samma "
			   "skärm. Läs frågan högt. Svara i dag som om deltagaren sa: nej på "
			   "den första, pågår på den andra, och nej på resten."),
			N_("Siffrorna 1, 2, 3 och 0 svarar och Enter går vidare. Prova också "
			   "Dölj eller Esc: så gör du när någon kommer in.") } },
	{ "/ovning/samtal/dold",
		{ N_("Paus"),
			N_("Så ser skärmen ut när du har dolt samtalet. I ett riktigt samtal är "
			   "alla flikar låsta tills du skriver din PIN-kod."),
			N_("Skriv din kod, så är ni tillbaka där ni var.") } },
	{ "/ovning/samtal/slut",
		{ N_("Steg 3 av 5: slutet för deltagaren"),
			N_("Den här sidan är lika vad deltagaren än har svarat. Säg tack, och ge "
			   "kortet med telefonnummer som alla får."),
			N_("Vänd skärmen mot dig och gå vidare med Till personalen.") } },
	{ "/ovning/samtal/personal",
		{ N_("Steg 4 av 5: sidan för dig"),
			N_("Din egen PIN-kod öppnar den, så att den aldrig öppnas framför "
			   "deltagaren. Här står vad du kan säga, vad du gör nu och vart ni kan "
			   "ringa. Läget finns kvar i högst en halvtimme och sparas aldrig."),
			N_("Välj Lotsa hit vid en verksamhet. Klar avslutar utan lotsning.") } },
	{ "/ovning/lotsningar",
		{ N_("Steg 5 av 5: lotsningen"),
			N_("Det mesta är ifyllt. Grunden säger varför verksamheten fick veta "
			   "något: har du inte sagt vem det gäller är ingen identitet lämnad, "
			   "och då behövs inget samtycke. Dagen för uppföljning är din påminnelse."),
			N_("Spara lotsningen avslutar övningen. Ingen verksamhet får veta "
			   "något.") } },
	{ "/ovning/klart",
		{ N_("Klart"),
			N_("I ett riktigt samtal hade frågetillfället nu stått i teamets lista "
			   "med månad men utan svar, och svaren hade legat förseglade "
			   "tills de räknas."),
			NULL } },
};

const struct practice_note *
practice_note_of(const struct route *route)
{
	size_t i;

	if (!route || !route->is_practice)
		return NULL;
	for (i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		if (str_starts(str_of(route->pattern), str_of(notes[i].begins)))
			return &notes[i].note;
	err_abort(__FILE__, __LINE__, "a page of practice has no note");
}

enum err
practice_show(struct page *page)
{
	page->title = str_of(tr(page->ctx.lang, N_("Öva ett samtal")));
	vault_wipe(vault_practice(page->ctx.vault));
	html_practice(&page->html);
	return OK;
}

enum err
practice_done_show(struct page *page)
{
	static const struct choice ends[] = {
		{ 1, "lotsat", N_("Du erbjöd en lotsning. Den hade nu stått i listan över "
				  "lotsningar, med sin kod och dagen för uppföljning.") },
		{ 2, "avstod", N_("Deltagaren avstod. Det räknas som tillfrågad, och inga svar "
				  "sparas.") },
		{ 3, "inte-nu", N_("Du valde att vänta. Deltagaren hade kommit tillbaka i "
				   "listan nästa månad.") },
		{ 4, "avslutat", N_("Deltagaren frågas inte. Kortet hade nu varit avslutat.") },
	};
	const struct choice *end = choice_by_code(
		ends, sizeof(ends) / sizeof(ends[0]), query_value(&page->ctx, "m"));
	struct practice_done done = { .what = end ? end->label : NULL };

	page->title = str_of(tr(page->ctx.lang, N_("Övningen är klar")));
	vault_wipe(page->ctx.vault);
	html_practice_done(&page->html, &done);
	return OK;
}
