// One honest table, as diag/rules.cpp: each ground with its sentences and its help. A part in [brackets] is left out when
// an argument in it is missing.
#include "guard/grounds.hpp"

#include <algorithm>
#include <array>

namespace knav {

// clang-format off
namespace ground {

// {0} what the transport said
const Rule pusher_unknown{
    "pusher-unknown",
    "servern vet inte vem du är[: '{0}' finns inte i schema/editors.toml]",
    "the server does not know who you are[: '{0}' is not in schema/editors.toml]",
    "Vem som skickar in avgörs av inloggningen (ssh-nyckel eller webbserver), aldrig av det som står i ändringen. Be den "
    "som sköter webbplatsen att lägga till dig i schema/editors.toml, eller rätta namnet som servern ger.",
    "Who pushes is decided by the log-in (ssh key or web server), never by what the change says. Ask who runs the site to "
    "add you to schema/editors.toml, or to mend the name the server gives."};

// {0} commit, {1} whose it says it is, {2} the pusher's address
const Rule author_other{
    "author-other",
    "{0} har {1} som författare eller avsändare, men du är {2}",
    "{0} names {1} as author or committer, but you are {2}",
    "Den som skickar in en ändring står själv för den. Skriv om den med `git commit --amend --reset-author` och nämn den "
    "som också skrev på en rad `Co-authored-by:` sist i meddelandet.",
    "Who pushes a change answers for it. Rewrite it with `git commit --amend --reset-author`, and name who else wrote in "
    "a line `Co-authored-by:` at the end of the message."};

// {0} ref
const Rule ref_closed{
    "ref-closed",
    "hit går det inte att skicka: {0}",
    "nothing can be pushed here: {0}",
    "Servern tar emot den gren som publiceras, och förslag på refs/heads/forslag/<du>/<nummer>. Inga andra grenar, taggar "
    "eller noteringar.",
    "The server takes the published branch, and proposals on refs/heads/forslag/<you>/<number>. No other branches, tags or "
    "notes."};

// {0} ref
const Rule ref_not_forward{
    "ref-not-forward",
    "{0} kan bara flyttas framåt: någon annan har hunnit före, eller så är historiken omskriven",
    "{0} only moves forward: somebody else was first, or the history has been rewritten",
    "Hämta det som är publicerat med `git pull --rebase` och skicka igen. --force hjälper inte: det som är publicerat står "
    "kvar, för administratörer också.",
    "Fetch what is published with `git pull --rebase` and push again. --force does not help: what is published stays, for "
    "administrators too."};

// {0} commit
const Rule history_root{
    "history-root",
    "{0} har ingen föregångare: den hör inte till den här webbplatsens historik",
    "{0} has no parent: it is not of this site's history",
    "Klona webbplatsens arkiv och gör ändringen där.",
    "Clone the site's repository and make the change there."};

// {0} what there is too much of, {1} the limit
const Rule push_too_large{
    "push-too-large",
    "det är för mycket på en gång: {0}[ (högst {1})]",
    "too much at once: {0}[ (at most {1})]",
    "Gränserna finns för att en bedömning ska vara klar på några sekunder. Dela upp ändringen och skicka delarna efter "
    "varandra.",
    "The limits keep a judgement within seconds. Divide the change and push the parts one after the other."};

// {0} what could not be read
const Rule object_unreadable{
    "object-unreadable",
    "något kunde inte läsas, och då tas inget emot[: {0}]",
    "something could not be read, and so nothing is taken[: {0}]",
    "Det som inte kan bedömas släpps inte in. Försök igen; hjälper inte det, säg till den som sköter servern.",
    "What cannot be judged is not let in. Try again; if that does not help, tell who runs the server."};

// {0} file
const Rule policy_unreadable{
    "policy-unreadable",
    "reglerna för vem som får ändra vad saknas eller går inte att läsa[: {0}]",
    "the policy of who may change what is missing or cannot be read[: {0}]",
    "Utan läsbara regler får ingen ändra något. Det publicerade schema/editors.toml måste rättas på servern.",
    "Without a readable policy nobody may change anything. The published schema/editors.toml must be mended on the server."};

const Rule policy_without_admin{
    "policy-without-admin",
    "ingen redaktör skulle vara administratör längre",
    "no editor would be an administrator any more",
    "Bara en administratör kan ändra schema/editors.toml, så den sista får inte försvinna ur den.",
    "Only an administrator can change schema/editors.toml, so the last one may not leave it."};

// {0} path
const Rule path_closed{
    "path-closed",
    "{0} ändras bara av en administratör",
    "{0} is changed by administrators only",
    "schema/, themes/ och content/site.toml styr hela webbplatsen. Det som inte hör till webbplatsen alls är också stängt "
    "för alla andra.",
    "schema/, themes/ and content/site.toml steer the whole site. What is no part of the site is closed to all others too."};

// {0} path, {1} kind
const Rule file_kind{
    "file-kind",
    "{0} är ingen vanlig fil[: {1}]",
    "{0} is no plain file[: {1}]",
    "Bara vanliga filer (mode 100644) tas emot: inga länkar, inga submoduler, inget körbart.",
    "Plain files only (mode 100644): no links, no submodules, nothing that runs."};

// {0} path as it can be shown
const Rule name_closed{
    "name-closed",
    "namnet går inte att ha på en fil: {0}",
    "no file can have this name: {0}",
    "Mappar och filer heter med a-z, 0-9 och bindestreck (å, ä, ö blir a, a, o), och ett ändelsetillägg. Namn som git, en "
    "webbserver eller ett operativsystem läser särskilt är stängda.",
    "Folders and files are named with a-z, 0-9 and hyphens (å, ä, ö become a, a, o), and an ending. Names that git, a web "
    "server or an operating system reads in a special way are closed."};

// {0} path, {1} the other
const Rule name_twin{
    "name-twin",
    "{0} går inte att skilja från {1}",
    "{0} cannot be told from {1}",
    "Två namn som bara skiljer sig i stora och små bokstäver, i hur tecknen är sammansatta eller i filens form blir samma "
    "fil eller adress för någon. Välj ett annat namn.",
    "Two names that differ in case, in how characters are composed or in the file's form alone are one file or address to "
    "somebody. Choose another name."};

// {0} path, {1} ending
const Rule resource_kind{
    "resource-kind",
    "{0}: den sortens fil tas inte emot[ ({1})]",
    "{0}: this sort of file is not taken[ ({1})]",
    "Bredvid en sida får ligga bilder, pdf, tabeller, kalkylark, dokument, ljud och film. Det som en webbläsare eller server "
    "skulle köra är stängt. En svg-bild får inte innehålla skript, stilmallar eller hämta något utifrån.",
    "Beside a page may lie pictures, pdf, tables, sheets, documents, sound and film. What a browser or server would run is "
    "closed. An svg may hold no script or style sheet and fetch nothing from elsewhere."};

// {0} path, {1} page or section that shows it
const Rule resource_closed{
    "resource-closed",
    "{0} hör till något som inte är ditt[: {1}]",
    "{0} belongs to what is not yours[: {1}]",
    "En fil hör till sidan i samma mapp. Visas den i ett avsnitt som någon annan äger är den också den personens: ett byte av "
    "bilden ändrar vad läsaren ser där.",
    "A file belongs to the page of its folder. Shown in a section that somebody else owns, it is theirs too: another picture "
    "changes what readers see there."};

// {0} path, {1} size, {2} limit
const Rule size_over{
    "size-over",
    "{0} är för stor: {1}[, högst {2}]",
    "{0} is too large: {1}[, at most {2}]",
    "Storleken läses innan filen packas upp. Dela sidan, eller gör bilden mindre.",
    "Sizes are read before a file is unpacked. Divide the page, or make the picture smaller."};

// {0} path, {1} why
const Rule page_unreadable{
    "page-unreadable",
    "sidan går inte att läsa, så det går inte att se vad som har ändrats[: {1}]",
    "the page cannot be read, so what has changed cannot be seen[: {1}]",
    "Går inte fälten överst att läsa vet ingen vems de är. `knav check` säger vad som är fel. Finns felet i en tidigare "
    "ändring av flera, slå ihop dem: `git rebase -i`.",
    "When the front matter cannot be read nobody knows whose the fields are. `knav check` says what is wrong. If it is in an "
    "earlier commit of several, squash them: `git rebase -i`."};

// {0} type
const Rule page_added{
    "page-added",
    "här får du inte lägga till en sida av sorten {0}",
    "you may not add a page of type {0} here",
    "Den som får ändra en sida får lägga till sidor av dess undersorter under den (`children` i schemat). Andra nya sidor "
    "lägger samordningen till.",
    "Who may edit a page may add pages of its child types below it (`children` in the schema). Other new pages are added by "
    "the coordinators."};

const Rule page_removed{
    "page-removed",
    "sidan får du inte ta bort eller flytta",
    "you may not remove or move this page",
    "En redaktör tar bort en sida under den egna gruppens när alla delar av den är redaktörens. Annars gör samordningen det. "
    "Ett namnbyte är ett borttagande och ett tillägg.",
    "An editor removes a page below the own group's when every part of it is the editor's. Otherwise the coordinators do. A "
    "rename is a removal and an addition."};

const Rule page_hidden{
    "page-hidden",
    "sidan skulle gömmas eller visas (draft), och alla delar av den är inte dina",
    "the page would be hidden or shown (draft), and not every part of it is yours",
    "Ett utkast publiceras inte, så att göra en sida till utkast är att ta bort den för läsarna.",
    "Drafts are not published, so making a page one removes it for readers."};

// {0} field, {1} roles
const Rule field_closed{
    "field-closed",
    "fältet {0} ändras av {1}",
    "the field {0} is changed by {1}",
    "Schemat säger vilka roller som får ändra ett fält. `knav who-may SIDA#FÄLT` visar vilka det är.",
    "The schema says which roles may change a field. `knav who-may PAGE#FIELD` shows who they are."};

// {0} heading, {1} roles
const Rule section_closed{
    "section-closed",
    "avsnittet {0} ändras av {1}",
    "the section {0} is changed by {1}",
    "Schemat säger vilka roller som får ändra ett avsnitt. Det är avsnittet som läsaren ser det som jämförs, också dess "
    "rubrik och vart länkarna leder.",
    "The schema says which roles may change a section. What is compared is the section as readers see it, with its heading "
    "and where its links lead."};

// {0} heading, {1} roles
const Rule section_gone{
    "section-gone",
    "avsnittet {0} skulle försvinna; det ändras av {1}",
    "the section {0} would be gone; it is changed by {1}",
    "En rubrik kan försvinna utan att raden är borta: om texten före öppnar ett kodblock, en lista eller ett citat som "
    "rubriken hamnar i, eller om rubriken skrivs om.",
    "A heading may go without its line being gone: when text before it opens a code block, list or quote that swallows it, "
    "or when it is written otherwise."};

// {0} heading
const Rule section_moved{
    "section-moved",
    "avsnittet {0} har fått en annan plats bland avsnitt som inte är dina",
    "the section {0} has changed place among sections that are not yours",
    "Ordningen mellan avsnitt som du inte äger ska stå kvar.",
    "The order of sections that you don't own stays."};

// {0} heading, {1} what it looks like
const Rule heading_disguised{
    "heading-disguised",
    "rubriken '{0}' ser ut som '{1}' men är en annan",
    "the heading '{0}' looks like '{1}' but is another",
    "Rubriken innehåller tecken som ser ut som andra, eller tecken som inte syns. Skriv den med vanliga bokstäver.",
    "The heading has characters that look like others, or that cannot be seen. Write it with ordinary letters."};

// {0} heading, {1} anchor
const Rule anchor_taken{
    "anchor-taken",
    "underrubriken '{0}' skulle ta över adressen #{1} från ett annat avsnitt",
    "the subheading '{0}' would take over the address #{1} from another section",
    "Rubriker är adresser som andra länkar till. Välj en annan underrubrik.",
    "Headings are addresses that others link to. Choose another subheading."};

// {0} address, {1} what it is or lies below
const Rule address_taken{
    "address-taken",
    "adressen {0} är inte din att ta[: {1}]",
    "the address {0} is not yours to take[: {1}]",
    "En tidigare adress (aliases) får inte vara, eller ligga under, en sida som någon annan har.",
    "A former address (aliases) may not be, or lie below, a page that somebody else has."};

// {0} page, {1} link, {2} before, {3} after
const Rule link_turned{
    "link-turned",
    "länken [[{1}]] på {0} skulle leda till {3} i stället för {2}",
    "the link [[{1}]] on {0} would lead to {3} instead of {2}",
    "Ett nytt namn eller en ny sida gör att andras länkar hamnar fel. Välj ett annat namn, eller be den som äger sidan att "
    "skriva länken med hela adressen.",
    "A new name or page would turn others' links. Choose another name, or ask who owns the page to write the whole address."};

}  // namespace ground
// clang-format on

namespace {

#define KNAV_GROUND_ADDRESS(identifier, name) &ground::identifier,
constexpr std::array every_ground = {KNAV_GROUNDS(KNAV_GROUND_ADDRESS)};
#undef KNAV_GROUND_ADDRESS

}  // namespace

std::span<const Rule* const> all_grounds() { return every_ground; }

const Rule* find_ground(std::string_view name) {
    const auto found =
        std::find_if(every_ground.begin(), every_ground.end(), [name](const Rule* rule) { return rule->name == name; });
    return found == every_ground.end() ? nullptr : *found;
}

}  // namespace knav
