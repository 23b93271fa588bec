/* The situations behind each door: their words, and what answers them. */
#include "features/publicsite/finder.h"

#define ALL_TRACKS (TRACK_EXPOSED | TRACK_RELATIVE)

const struct situation situations[] = {
	{ DOOR_ME, WHAT_TALK, N_("Jag vill prata med någon"), NULL,
		N_("Du behöver inte veta vad det är som har hänt eller vad du ska säga. Du "
		   "bestämmer själv vad du berättar."),
		"Du får prata med någon. Du bestämmer vad du vill säga.",
		TRACK_EXPOSED, { "kvinnofrid", "man", "trans", "hjalplinjen" },
		"stod;samtal;jour", false, false },
	{ DOOR_ME, WHAT_SAFE, N_("Jag är rädd och vill vara någonstans där jag är säker"),
		"Jag är rädd. Jag vill vara på en säker plats.",
		N_("Socialtjänsten kan ordna ett skyddat boende samma dag. Du kan också ringa "
		   "utan att ha bestämt dig."),
		"Kommunen kan hjälpa dig till en säker plats. Du kan ringa även om du inte har "
		"bestämt dig.",
		TRACK_EXPOSED, { "kvinnofrid", "polis", "man", "trans" },
		"skyddat;kvinnoboende", true, false },
	{ DOOR_ME, WHAT_CARE, N_("Jag är skadad eller mår dåligt"), NULL,
		N_("Vården kan undersöka och fotografera skador, även om du inte vill anmäla."),
		"Vården kan hjälpa dig. De kan ta kort på skador. Du behöver inte gå till "
		"polisen.",
		TRACK_EXPOSED, { "vard", "hjalplinjen", "kvinnofrid" },
		"vardcentral;lakar;kurator;psykiatri", false, true },
	{ DOOR_ME, WHAT_JUSTICE, N_("Jag vill veta vad jag har rätt till, eller anmäla"),
		"Jag vill veta mina rättigheter, eller prata med polisen.",
		N_("Du kan få råd innan du bestämmer dig. Den som anmäler kan ha någon med sig."),
		"Du kan få råd först. Du kan ha någon med dig hos polisen.",
		TRACK_EXPOSED, { "polis", "kvinnofrid", "man", "trans" }, "brottsoffer;anmal",
		false, false },
	{ DOOR_ME, WHAT_FAMILY, N_("Min familj bestämmer över mitt liv"), NULL,
		N_("Du har rätt att välja vem du vill vara med och hur du vill leva. Den du "
		   "ringer pratar inte med din familj."),
		"Du har rätt att bestämma över ditt liv. Den du ringer pratar inte med din "
		"familj.",
		TRACK_EXPOSED, { "heder", "kvinnofrid", "man", "trans" }, "heder", false,
		true },

	{ DOOR_OWN, WHAT_CHANGE, N_("Jag vill sluta göra andra illa"), NULL,
		N_("Det går att förändra. Många som har sökt hjälp har gjort det."),
		"Det går att sluta. Du kan få hjälp.",
		TRACK_OWN_USE, { "sluta", "hjalplinjen" }, "behandling;utovar", false, false },
	{ DOOR_OWN, WHAT_TALK, N_("Jag vill prata utan att säga vem jag är"), NULL,
		N_("Du kan ringa bara för att prata, innan du vet vad du vill göra."),
		"Du kan ringa och bara prata. Du behöver inte säga ditt namn.",
		TRACK_OWN_USE, { "sluta", "hjalplinjen" }, "samtal;stod", false, true },
	{ DOOR_OWN, WHAT_DESPAIR, N_("Jag är rädd för vad jag kan göra"), NULL,
		N_("Gå därifrån om du kan. Ring någon av dem här nu, eller 112."),
		"Gå därifrån om du kan. Ring ett av numren nu.",
		TRACK_OWN_USE, { "sluta", "hjalplinjen", "vard" }, "behandling;psykiatri", true,
		true },

	{ DOOR_OTHER, WHAT_SUPPORT, N_("Jag vill veta hur jag kan hjälpa"), NULL,
		N_("Fråga, lyssna och tro på det du hör. Du kan få råd utan att säga vem det "
		   "gäller."),
		"Fråga och lyssna. Du kan få råd. Du behöver inte säga vem det är.",
		ALL_TRACKS, { "kvinnofrid", "heder", "hjalplinjen" },
		"anhorig;brottsoffer;samtal", false, false },
	{ DOOR_OTHER, WHAT_SAFE, N_("Någon är i fara"), NULL,
		N_("Ring 112 om det händer nu. Annars kan du få råd av dem här."),
		"Ring 112 om det händer nu.",
		ALL_TRACKS, { "larm", "polis", "kvinnofrid", "heder" }, "skyddat", true, true },
	{ DOOR_OTHER, WHAT_CHILDREN, N_("Jag är orolig för ett barn"), NULL,
		N_("Socialtjänsten i barnets kommun tar emot oro. Du behöver inte vara säker, och "
		   "du kan fråga först utan att säga vem barnet är."),
		"Ring socialtjänsten i kommunen. Du behöver inte vara säker. Du kan fråga först.",
		TRACK_CHILD | TRACK_RELATIVE, { "polis", "kvinnofrid", "heder" },
		"krisstod;barn", false, false },
	{ DOOR_OTHER, WHAT_FAMILY, N_("Familjen bestämmer över någon jag känner"), NULL,
		N_("Prata inte med familjen om det du vet. Fråga någon av dem här först."),
		"Prata inte med familjen. Fråga någon av dem här först.",
		ALL_TRACKS, { "heder", "kvinnofrid", "polis" }, "heder", false, true },
	{ DOOR_OTHER, WHAT_CHANGE, N_("Någon jag känner gör andra illa"), NULL,
		N_("Du kan få råd om hur du tar upp det, och berätta vart den personen kan vända "
		   "sig."),
		"Du kan få råd. Du kan berätta var personen kan få hjälp.",
		TRACK_OWN_USE, { "sluta", "kvinnofrid", "polis" }, "behandling;utovar", false,
		true },

	{ DOOR_CHILD, WHAT_TALK, N_("Jag vill prata med någon vuxen"), NULL,
		N_("Det som händer är inte ditt fel. Du kan prata med någon som lyssnar på dig."),
		"Det är inte ditt fel. Det finns vuxna som lyssnar på dig.",
		TRACK_CHILD, { "bris", "heder" }, "unga;ungdom;elev;halsosamtal", false, true },
	{ DOOR_CHILD, WHAT_SAFE, N_("Det är inte tryggt hemma"), NULL,
		N_("Du har rätt att vara trygg. Ring 112 om något händer nu."),
		"Du har rätt att vara trygg. Ring 112 om något händer nu.",
		TRACK_CHILD, { "bris", "polis", "heder" }, "krisstod;barn", true, true },
	{ DOOR_CHILD, WHAT_CARE, N_("Jag mår dåligt"), NULL,
		N_("Du kan prata med någon i dag, och du bestämmer vad du vill säga."),
		"Du kan prata med någon i dag.",
		TRACK_CHILD, { "bris", "vard", "heder" }, "unga;ungdom;elev;halsosamtal", false,
		true },
	{ DOOR_CHILD, WHAT_FAMILY, N_("Min familj bestämmer för mycket över mig"), NULL,
		N_("Du har egna rättigheter. Den du ringer pratar inte med din familj."),
		"Du har rättigheter. Den du ringer pratar inte med din familj.",
		TRACK_CHILD, { "heder", "bris", "polis" }, "heder;unga", false, true },
	{ DOOR_CHILD, WHAT_CHANGE, N_("Jag gör andra illa"), NULL,
		N_("Att du tittar här är ett bra steg. Du kan prata om det utan att säga vad du "
		   "heter."),
		"Du kan prata om det. Du behöver inte säga ditt namn.",
		TRACK_CHILD, { "bris", "sluta" }, "unga;ungdom;elev", false, true },

	{ DOOR_WORK, WHAT_CONSULT, N_("Jag vill rådgöra utan att säga vem det gäller"), NULL,
		N_("Du kan beskriva läget utan namn och personnummer, och få råd om nästa steg."),
		"Du kan fråga utan att säga vem det gäller.",
		TRACK_EXPOSED | TRACK_PROFESSIONAL, { "kvinnofrid", "nch", "sluta" },
		"valdsutsatta;brottsoffer", false, false },
	{ DOOR_WORK, WHAT_SHELTER, N_("Vem beslutar om skyddat boende i dag?"), NULL,
		N_("Beslutet tas av socialtjänsten där personen vistas. Utanför kontorstid svarar "
		   "socialjouren."),
		"Socialtjänsten i kommunen bestämmer. På kvällen svarar socialjouren.",
		TRACK_EXPOSED | TRACK_PROFESSIONAL, { "kvinnofrid", "polis" },
		"skyddat;kvinnoboende", true, false },
	{ DOOR_WORK, WHAT_CHANGE, N_("Vart kan den vända sig som gör andra illa?"), NULL,
		N_("Erbjud sällskap vid första besöket: fler kommer då till slutet."),
		"Följ gärna med till första mötet.",
		TRACK_OWN_USE, { "sluta", "hjalplinjen" }, "behandling;utovar", false, false },
	{ DOOR_WORK, WHAT_CHILDREN, N_("Jag är orolig för ett barn"), NULL,
		N_("Den som i sitt arbete får veta att ett barn kan fara illa är skyldig att "
		   "genast anmäla det. Du kan rådgöra först utan namn."),
		"Du som möter barn i ditt arbete måste anmäla din oro. Du kan fråga först.",
		TRACK_CHILD | TRACK_RELATIVE, { "polis", "kvinnofrid", "nch" }, "krisstod;barn",
		false, false },
	{ DOOR_WORK, WHAT_FAMILY, N_("Familjen bestämmer över den jag möter"), NULL,
		N_("Kontakta inte anhöriga. Använd aldrig släktingar som tolk."),
		"Prata inte med familjen. Ta aldrig en släkting som tolk.",
		TRACK_EXPOSED | TRACK_PROFESSIONAL, { "nch", "heder", "kvinnofrid" }, "heder",
		false, true },
};

const size_t n_situations = sizeof(situations) / sizeof(situations[0]);

const struct situation *
situation_of(enum door door, enum what what)
{
	size_t i;

	for (i = 0; i < n_situations; i++)
		if (situations[i].door == door && situations[i].what == what)
			return &situations[i];
	return NULL;
}
