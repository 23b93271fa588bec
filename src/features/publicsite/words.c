/* The words of the public pages. */
#include "features/publicsite/words.h"

/* Easy Swedish keeps to short sentences and everyday words; NULL = the others are easy enough. */
static const struct {
	const char *everyday, *easy;
} table[WORDS] = {
	[WORDS_TITLE] = { N_("Stöd och kontakt"), NULL },
	[WORDS_INTRO] = {
		N_("Här finns nummer till dem som lyssnar och hjälper. Du behöver inte veta vad "
		   "du ska säga, och du behöver inte säga vem du är."),
		"Här finns telefonnummer till personer som kan hjälpa. Du behöver inte säga vem "
		"du är." },
	[WORDS_FOR_WHOM] = { N_("Vem gäller det?"), NULL },
	[WORDS_DOOR_ME] = { N_("Mig själv"), NULL },
	[WORDS_DOOR_OWN] = { N_("Jag gör någon annan illa"), NULL },
	[WORDS_DOOR_OTHER] = { N_("Någon jag känner"), NULL },
	[WORDS_DOOR_CHILD] = { N_("Jag är barn eller ung"), NULL },
	[WORDS_DOOR_WORK] = { N_("Någon jag möter i mitt arbete"), "Någon på mitt jobb" },
	[WORDS_NO_TRACE] = {
		N_("Det du väljer sparas inte här och syns inte i adressen. Men webbläsarens "
		   "historik kan visa att du har varit på sidan."),
		"Vi sparar inte det du väljer. Men andra som använder din telefon eller dator kan "
		"se att du har varit på sidan." },
	[WORDS_ALL_NUMBERS] = { N_("Alla nationella nummer"), "Alla nummer" },
	[WORDS_CARD] = { N_("Nummer att skriva ut"), "Skriv ut numren" },
	[WORDS_WHAT] = { N_("Vad vill du ha hjälp med?"), NULL },
	[WORDS_WHERE] = { N_("Var?"), NULL },
	[WORDS_SHOW] = { N_("Visa"), NULL },
	[WORDS_BACK] = { N_("Tillbaka"), NULL },
	[WORDS_AGAIN] = { N_("Börja om"), NULL },
	[WORDS_CHANGE] = { N_("Byt kommun"), NULL },
	[WORDS_ANSWERS] = { N_("Här kan du få hjälp"), NULL },
	[WORDS_NOW] = { N_("Är det fara just nu? Ring 112."), NULL },
	[WORDS_NOTHING_LOCAL] = {
		N_("Vi känner inte till något just för {1}. Det här gäller i hela landet."),
		"Vi hittar inget för {1}. De här hjälper dig ändå." },
	[WORDS_FROM_THE_COUNTY] = {
		N_("Vi känner inte till något just för {1}. Det här gäller i länet, och i hela "
		   "landet."),
		"Vi hittar inget för {1}. De här hjälper dig ändå." },
	[WORDS_NOTHING_COUNTY] = { N_("Det här gäller i hela landet."), NULL },
	[WORDS_CALL_LOG] = {
		N_("Samtalslistan i telefonen finns kvar även när ett nummer inte syns på "
		   "räkningen. Ta bort samtalet själv om någon annan kan se din telefon."),
		"Telefonen sparar vem du har ringt. Ta bort samtalet i telefonen om någon annan "
		"kan se den." },
	[WORDS_PRINT] = { N_("Skriv ut"), NULL },
	[WORDS_CARD_INTRO] = {
		N_("Samma lapp till alla. Klipp ut, vik och lägg i plånboken."),
		"Alla får samma lapp. Klipp ut den." },
};

const char *
say_either(const struct html *h, enum edition edition, const char *everyday, const char *easy)
{
	return edition == EDITION_EASY && easy ? easy : tr(h->lang, everyday);
}

const char *
say(const struct html *h, enum edition edition, enum words words)
{
	return say_either(h, edition, table[words].everyday, table[words].easy);
}
