/* A role's day in five lines. */
#include "app/day.h"

static const struct day_role days[] = {
	{ ROLE_CASEWORKER, N_("Handläggare"), {
		N_("Hem visar vem du frågar härnäst. Ett kort är en deltagare. Vem det är står bara "
		   "i din egen akt."),
		N_("Samtal: se att det är rätt läge, och ställ frågorna tillsammans vid skärmen. "
		   "Inte nu är också ett bra svar."),
		N_("Efteråt öppnar din PIN-kod sidan för dig: vad du kan säga, vad du gör nu och "
		   "vart ni kan ringa."),
		N_("Lotsningar: följ upp på den dag du har valt, och tryck på det som har hänt."),
		N_("Papper: skriv in ifyllda formulär med siffror. Akuta nummer är ett klick bort "
		   "från alla sidor.") } },
	{ ROLE_TEAM_LEAD, N_("Teamsamordnare"), {
		N_("Hem visar vem teamet frågar härnäst, och hur många som inte är tillfrågade det "
		   "här kvartalet."),
		N_("Inte tillfrågade: se vilka kort det gäller och varför det inte blev av sist."),
		N_("Lotsningar: de försenade står överst. Den som ingen kan följa upp avslutar du."),
		N_("Statistik: hur stor andel av teamets deltagare som är tillfrågade, kvinnor och "
		   "män för sig."),
		N_("På Hem står det också när administratören behöver din bekräftelse, och när "
		   "någon har öppnat ett låst kort.") } },
	{ ROLE_CATALOGUE_EDITOR, N_("Katalogredaktör"), {
		N_("Hem visar hur många uppgifter i katalogen som ska kontrolleras."),
		N_("Att kontrollera: ring eller skriv till verksamheten, jämför, och tryck på "
		   "Uppgifterna stämmer."),
		N_("Akuta uppgifter kontrolleras var tredje månad, andra varje halvår. Det som är "
		   "för gammalt märks inaktuell."),
		N_("Telefon, öppettider och hjälp samma dag ändras först när någon annan än den som "
		   "föreslog det har godtagit."),
		N_("Vägledning: anpassa texterna som handläggarna läser efter samtalet.") } },
	{ ROLE_ASSOCIATION_MANAGER, N_("Förbundschef"), {
		N_("Hem visar hur många av deltagarna som har tillfrågats i år."),
		N_("Statistik: andelen per insats, kön och ålder. Grupper med färre än tio visas "
		   "som färre än tio."),
		N_("Vad deltagarna har svarat visas bara i skyddade tabeller, när de är "
		   "publicerade."),
		N_("Varje figur kan vikas ut till en tabell, och andelen tas ut som fil."),
		N_("Förbundet ser aldrig en enskild deltagare, ett kort eller en lotsning.") } },
	{ ROLE_NATIONAL_ANALYST, N_("Analytiker"), {
		N_("Hem visar hur många av deltagarna som har tillfrågats i år."),
		N_("Statistik: välj period. Grupper med färre än tio visas som färre än tio."),
		N_("Svaren visas i skyddade tabeller, där slumpen döljer den enskilde. "
		   "Osäkerheten står vid varje tal."),
		N_("Varje figur kan vikas ut till en tabell, och andelen tas ut som fil."),
		N_("Svar från en enskild deltagare finns inte, i någon form.") } },
	{ ROLE_AUDITOR, N_("Granskare"), {
		N_("Hem visar när loggen granskades senast, och när det är dags igen."),
		N_("Ny granskning drar ett urval av vem som har läst och ändrat vad, och frågar "
		   "vad du fann."),
		N_("Låsta kort och lotsningar som någon har öppnat utan nyckel är alltid med."),
		N_("Logg: sök på vad som gjordes och när. Att du läser loggen står också i den."),
		N_("Loggen säger vem som gjorde vad, aldrig vad en deltagare har svarat.") } },
	{ ROLE_ADMINISTRATOR, N_("Administratör"), {
		N_("Hem visar roller som snart går ut, och begäran som väntar på någon annan."),
		N_("Användare: bjud in en kollega med en länk, ge en roll, och avsluta rollen när "
		   "hon slutar."),
		N_("En roll som rör deltagare gäller först när en teamsamordnare har bekräftat "
		   "den."),
		N_("Insatser och team: hur ofta deltagarna frågas, och med vilket frågeformulär."),
		N_("Du ser inga kort, inga lotsningar och inga svar.") } },
};

void
day_of(const struct scope *scope, unsigned known, struct day *out)
{
	size_t i;

	*out = (struct day){ .may_practise = scope_may(scope, PERM_ASK) };
	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if (scope_has_role(scope, days[i].role) && !(known & (1u << days[i].role)))
			out->roles[out->n++] = days[i];
}
