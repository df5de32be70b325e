// One long, honest table: each rule with its sentences and its help, in the order of rules.hpp. The comment before a
// rule says what its arguments are. In a sentence, a part in [brackets] is left out when an argument in it is missing.
#include "diag/rules.hpp"

#include <algorithm>
#include <array>

namespace knav {

// One string a line reads better than what the formatter makes of it.
// clang-format off
namespace rule {

// ---------------------------------------------------------------- bytes and files

// {0} the byte, as 0xE4
const Rule encoding_invalid{
    "encoding-invalid",
    "filen är inte giltig UTF-8[: byte {0}]",
    "the file is not valid UTF-8[: byte {0}]",
    "All text är UTF-8, så att å, ä och ö betyder samma sak för alla. Platsen är den första byte som inte går att "
    "tyda. Spara om filen som UTF-8 i din textredigerare; ofta är den sparad som Windows-1252 eller Latin-1.",
    "All text is UTF-8, so that å, ä and ö mean the same to everybody. The place is the first byte that cannot be "
    "read. Save the file again as UTF-8; often it was saved as Windows-1252 or Latin-1."};

const Rule byte_order_mark{
    "byte-order-mark",
    "filen börjar med en byteordningsmarkering (BOM)",
    "the file begins with a byte order mark (BOM)",
    "UTF-8 behöver ingen markering, och den gömmer raden +++ för andra program. Spara som \"UTF-8 utan BOM\", eller "
    "kör `knav fix`, som tar bort den.",
    "UTF-8 needs no mark, and it hides the line +++ from other programs. Save as \"UTF-8 without BOM\", or run `knav "
    "fix`, which removes it."};

// {0} what the line ends with, CR or CRLF
const Rule line_ending{
    "line-ending",
    "raden slutar inte med LF[ utan med {0}]",
    "the line does not end with LF[ but with {0}]",
    "Rader slutar med LF. Blandade radslut får git att visa rader som ändrade fast ingen har rört dem. `knav fix` "
    "rättar hela filen.",
    "Lines end with LF. Mixed line ends make git show lines as changed that nobody touched. `knav fix` mends the "
    "whole file."};

const Rule final_newline{
    "final-newline",
    "filens sista rad saknar radslut",
    "the last line of the file has no line end",
    "En fil slutar med ett radslut, annars ser nästa tillägg i slutet ut som en ändring av den sista raden. `knav "
    "fix` lägger till det.",
    "A file ends with a line end, or else the next addition looks like a change of the last line. `knav fix` adds it."};

// {0} the character, as U+0000
const Rule control_character{
    "control-character",
    "styrtecken får inte finnas i text[: {0}]",
    "control characters are not allowed in text[: {0}]",
    "Styrtecken syns inte, följer oftast med vid kopiering och förstör flöden och sökindex. Ta bort tecknet; `knav "
    "fix` gör det där det är säkert.",
    "Control characters cannot be seen, usually come along when copying, and spoil feeds and search indexes. Remove "
    "the character; `knav fix` does where that is safe."};

// {0} size, {1} limit, both with their unit
const Rule file_too_large{
    "file-too-large",
    "för stort: {0}[, gränsen är {1}]",
    "too large: {0}[, the limit is {1}]",
    "Det finns en gräns så att en enda fil inte kan stanna hela bygget. Dela upp texten på flera sidor, eller lägg "
    "det stora som en bilaga bredvid sidan.",
    "There is a limit so that no single file can bring the whole build to a halt. Divide the text into several pages, "
    "or put the large part as a file beside the page."};

// {0} the cause, as the system says it
const Rule file_unreadable{
    "file-unreadable",
    "filen går inte att läsa[: {0}]",
    "the file cannot be read[: {0}]",
    "Filen eller mappen finns men systemet lämnar inte ut den. Se över läsrättigheterna; ingenting publiceras så "
    "länge något saknas, för då skulle sidor försvinna.",
    "The file or folder is there but the system does not hand it out. Look at its permissions; nothing is published "
    "while something is missing, since pages would disappear."};

// {0} what it is, as "symlink", "fifo", "socket", "device"
const Rule file_not_regular{
    "file-not-regular",
    "varken vanlig fil eller mapp[ ({0})]",
    "neither a regular file nor a folder[ ({0})]",
    "Bara vanliga filer och mappar läses. Länkar följs inte, för de kan leda ut ur webbplatsen eller gå i cirkel, och "
    "ett rör kan få bygget att vänta för alltid. Lägg en riktig kopia där, eller ta bort den.",
    "Only regular files and folders are read. Links are not followed, since they may lead out of the site or in a "
    "circle, and a pipe can make the build wait for ever. Put a real copy there, or remove it."};

// {0} the name
const Rule file_name_invalid{
    "file-name-invalid",
    "filnamnet[ '{0}'] går inte att använda",
    "the file name[ '{0}'] cannot be used",
    "Ett filnamn blir en webbadress och ska se likadant ut på alla datorer: UTF-8 i formen NFC, utan styrtecken, och "
    "för sidor bara a–z, 0–9 och bindestreck (å, ä och ö skrivs a, a och o; titeln behåller dem). Byt namn på filen.",
    "A file name becomes a web address and must look the same on every computer: UTF-8 in the form NFC, without "
    "control characters, and for pages only a–z, 0–9 and hyphens (å, ä and ö are written a, a and o; titles keep "
    "them). Rename the file."};

// {0} limit
const Rule nesting_too_deep{
    "nesting-too-deep",
    "för djupt nästlat[: gränsen är {0} nivåer]",
    "nested too deeply[: the limit is {0} levels]",
    "Listor, citat och tabeller i varandra har en gräns: djupare än så går inte att läsa, och sådan text kan göra "
    "tolkningen mycket långsam. Gör texten plattare, till exempel med underrubriker.",
    "Lists, quotes and tables within each other have a limit: deeper than that nobody can read, and such text can "
    "make parsing very slow. Make the text flatter, for instance with subheadings."};

// ---------------------------------------------------------------- front matter

const Rule front_matter_missing{
    "front-matter-missing",
    "sidan börjar inte med front matter mellan två rader +++",
    "the page does not begin with front matter between two lines +++",
    "Varje sida inleds med sina fält, minst titeln: en rad +++, fälten i TOML, och en rad +++ till. Börja filen så, "
    "utan något före den första raden.",
    "Every page opens with its fields, at least the title: a line +++, the fields in TOML, and another line +++. "
    "Begin the file so, with nothing before the first line."};

const Rule front_matter_unclosed{
    "front-matter-unclosed",
    "front matter avslutas inte: den andra raden +++ saknas",
    "the front matter is not closed: the second line +++ is missing",
    "Utan den andra raden +++ går det inte att veta var fälten slutar och texten börjar. Sätt +++ ensamt på en rad "
    "efter det sista fältet.",
    "Without the second line +++ nobody can tell where the fields end and the text begins. Put +++ alone on a line "
    "after the last field."};

// {0} what the TOML reader says (in English)
const Rule toml_syntax{
    "toml-syntax",
    "raden är inte giltig TOML[: {0}]",
    "the line is not valid TOML[: {0}]",
    "Fält skrivs nyckel = värde. Text står inom citattecken, datum utan: title = \"Vårmöte\", date = 2026-03-12. "
    "Vanliga fel är ett glömt citattecken, ett glömt komma i en lista och samma nyckel två gånger.",
    "Fields are written key = value. Text stands within quotes, dates without: title = \"Spring meeting\", date = "
    "2026-03-12. Common slips are a forgotten quote, a forgotten comma in a list, and the same key twice."};

const Rule toml_text_open{
    "toml-text-open",
    "texten har inget citattecken i slutet",
    "the text has no quote at its end",
    "Text står mellan två raka citattecken på en rad: title = \"Vårmöte\". Längre text med radbrytningar står mellan "
    "tre citattecken på var sida. Sätt dit det som saknas.",
    "Text stands between two straight quotes on one line: title = \"Spring meeting\". Longer text with line breaks "
    "stands between three quotes on either side. Put in the one that is missing."};

// {0} what stands there
const Rule toml_text_unquoted{
    "toml-text-unquoted",
    "värdet går inte att läsa[: {0}]; text står mellan raka citattecken (\")",
    "the value cannot be read[: {0}]; text stands between straight quotes (\")",
    "Text står mellan raka citattecken: title = \"Vårmöte\". Typografiska citattecken (” eller “) som en ordbehandlare "
    "sätter dit duger inte. Utan citattecken står bara tal, datum (2026-03-12) och true eller false (ja eller nej).",
    "Text stands between straight quotes: title = \"Spring meeting\". The curly ones (“ or ”) that a word processor "
    "puts in will not do. Only numbers, dates (2026-03-12) and true or false stand without quotes."};

// {0} key
const Rule toml_key_twice{
    "toml-key-twice",
    "'{0}' står två gånger",
    "'{0}' stands there twice",
    "Ett fält har ett värde, så dess nyckel får stå en gång. Ta bort den ena raden, eller gör en lista av värdena om "
    "fältet är en lista: aliases = [\"a\", \"b\"]. Poster i en tabell inleds var för sig med [[namn]].",
    "A field has one value, so its key may stand once. Remove one of the lines, or make a list of the values if the "
    "field is one: aliases = [\"a\", \"b\"]. Rows of a table begin with [[name]] each."};

// {0} what stands there
const Rule toml_key{
    "toml-key",
    "här ska en nyckel stå, med a–z, 0–9, _ och -[; inte {0}]",
    "a key is to stand here, of a–z, 0–9, _ and -[; not {0}]",
    "En rad i front matter är nyckel = värde, och nyckeln är ett av sidtypens fält. Nycklar skrivs utan å, ä, ö och "
    "mellanslag. Löpande text hör hemma efter den andra raden +++.",
    "A line of front matter is key = value, and the key is one of the page type's fields. Keys are written without å, "
    "ä, ö and blanks. Running text belongs after the second line +++."};

// {0} what stands there
const Rule toml_equals{
    "toml-equals",
    "mellan nyckel och värde ska det stå =[; här står {0}]",
    "between key and value there is to be a =[; here is {0}]",
    "Fält skrivs nyckel = värde, och inte med kolon: title = \"Vårmöte\". En nyckel är ett enda ord.",
    "Fields are written key = value, and not with a colon: title = \"Spring meeting\". A key is one word."};

const Rule toml_value_missing{
    "toml-value-missing",
    "efter = saknas ett värde",
    "there is no value after =",
    "Ett fält som inte ska fyllas i står inte alls. Skriv värdet på samma rad, eller ta bort raden.",
    "A field that is not to be filled in does not stand there at all. Write the value on the same line, or remove the "
    "line."};

// {0} what stands there
const Rule toml_more{
    "toml-more",
    "efter värdet står det mer på raden[: {0}]",
    "there is more on the line after the value[: {0}]",
    "Varje fält har sin egen rad. Ett citattecken inne i en text avslutar den; skriv \\\" där, eller ” som i löpande "
    "text. Decimaltal skrivs med punkt, och anmärkningar inleds med #.",
    "Each field has a line of its own. A quote within a text ends it; write \\\" there, or ” as in running text. "
    "Decimals are written with a point, and remarks begin with #."};

const Rule toml_list{
    "toml-list",
    "listan är inte hel: mellan värdena står komma, och efter det sista en hakparentes",
    "the list is not whole: there are commas between its values, and a bracket after the last",
    "En lista skrivs inom hakparenteser, med komma mellan värdena: aliases = [\"a\", \"b\"]. Den får gå över flera rader.",
    "A list is written in brackets, with commas between its values: aliases = [\"a\", \"b\"]. It may go over several "
    "lines."};

const Rule toml_header{
    "toml-header",
    "rubriken slutar inte med lika många hakparenteser som den börjar med",
    "the heading does not end with as many brackets as it begins with",
    "En tabell inleds med sitt namn inom hakparenteser, [namn], och varje post i en lista av tabeller med dubbla: "
    "[[goals]]. Inget mer står på raden.",
    "A table begins with its name in brackets, [name], and each row of a list of tables with double ones: [[goals]]. "
    "Nothing else stands on the line."};

// {0} what stands there
const Rule toml_date{
    "toml-date",
    "dagen eller tiden finns inte eller är fel skriven[: {0}]",
    "the day or time does not exist or is not written right[: {0}]",
    "Dagar skrivs ÅÅÅÅ-MM-DD, med två siffror i månad och dag, och tider TT:MM: date = 2026-03-09, start = "
    "2026-03-09T13:00:00. Utan citattecken.",
    "Days are written YYYY-MM-DD, with two digits for month and day, and times HH:MM: date = 2026-03-09, start = "
    "2026-03-09T13:00:00. Without quotes."};

// {0} key; {1} where, such as the page type
const Rule key_unknown{
    "key-unknown",
    "nyckeln '{0}' är okänd[ i {1}]",
    "the key '{0}' is unknown[ in {1}]",
    "En felstavad nyckel skulle annars tyst bli utan verkan. Rätta stavningen, eller lägg till fältet i sidtypens "
    "schema om det är nytt.",
    "Otherwise a mistyped key would silently do nothing. Mend the spelling, or add the field to the schema of the "
    "page type if it is new."};

// {0} old key, {1} new key
const Rule key_deprecated{
    "key-deprecated",
    "nyckeln '{0}' används inte längre[; skriv '{1}']",
    "the key '{0}' is no longer used[; write '{1}']",
    "Schemat har bytt namn på fältet. Det gamla namnet läses en tid till, så att inget går sönder. Skriv det nya "
    "namnet nästa gång du ändrar sidan.",
    "The schema has renamed the field. The old name is read for some time yet, so that nothing breaks. Write the new "
    "name the next time you change the page."};

// {0} field key
const Rule field_required{
    "field-required",
    "fältet '{0}' saknas",
    "the field '{0}' is missing",
    "Sidtypens schema kräver fältet, ofta för att listor och andra sidor visar det. Lägg till det mellan raderna +++.",
    "The schema of the page type demands the field, often because lists and other pages show it. Add it between the "
    "lines +++."};

// {0} field key, {1} expected kind in words
const Rule field_kind{
    "field-kind",
    "'{0}' ska vara {1}",
    "'{0}' should be {1}",
    "Fältet har ett värde av fel slag. Text står inom citattecken; datum, tal och true/false utan; listor inom "
    "hakparenteser.",
    "The field has a value of the wrong kind. Text stands within quotes; dates, numbers and true/false without; lists "
    "within square brackets."};

// {0} field key, {1} the form that is asked for
const Rule field_pattern{
    "field-pattern",
    "'{0}' har inte rätt form[: {1}]",
    "'{0}' does not have the right form[: {1}]",
    "Schemat beskriver hur värdet ska se ut, så att det går att söka på och länka till. Skriv om värdet så att det "
    "följer mönstret.",
    "The schema describes what the value looks like, so that it can be searched and linked. Rewrite the value so that "
    "it follows the pattern."};

// {0} field key, {1} the limit in words
const Rule field_range{
    "field-range",
    "'{0}' ligger utanför gränsen[: {1}]",
    "'{0}' is outside the limit[: {1}]",
    "Schemat anger minsta och största värde, eller minsta och största antal. Rätta värdet, eller ändra gränsen i "
    "schemat om den är fel.",
    "The schema gives the least and greatest value, or number of values. Mend the value, or the limit in the schema "
    "if that is what is wrong."};

// {0} field key, {1} number of words, {2} limit in words
const Rule field_words{
    "field-words",
    "'{0}' har {1} ord[; gränsen är {2}]",
    "'{0}' has {1} words[; the limit is {2}]",
    "Kort text läses. Fältet visas i listor och kort, där längre text inte ryms och kortare inte säger nog. Skriv om "
    "det så att det håller sig inom gränsen.",
    "Short text is read. The field is shown in lists and cards, where longer text does not fit and shorter text does "
    "not say enough. Rewrite it to keep within the limit."};

// {0} value, {1} field key
const Rule field_value{
    "field-value",
    "'{0}' är inget tillåtet värde[ för '{1}']",
    "'{0}' is not an allowed value[ for '{1}']",
    "Fältet har en fast uppsättning värden, så att sidor kan samlas och räknas efter dem. Välj ett av dem, eller "
    "utöka listan i schemat.",
    "The field has a fixed set of values, so that pages can be grouped and counted by them. Choose one of them, or "
    "extend the list in the schema."};

// {0} value, {1} the other place
const Rule field_unique{
    "field-unique",
    "'{0}' finns redan[ i {1}]",
    "'{0}' is already taken[ by {1}]",
    "Fältets värde ska finnas på en enda sida, som ett diarienummer eller en kod. Ett av ställena har fel, eller så "
    "är sidan en dubblett.",
    "The value of the field must stand on one page only, like a registry number or a code. One of the two is wrong, "
    "or the page is a duplicate."};

// {0} the field that should be later, {1} the field that should be earlier
const Rule date_order{
    "date-order",
    "'{0}' ligger före '{1}'",
    "'{0}' is before '{1}'",
    "Ett slut kan inte ligga före sin början, och en sida kan inte gå ut innan den publiceras. Kontrollera båda "
    "datumen.",
    "An end cannot come before its beginning, and a page cannot expire before it is published. Check both dates."};

// {0} id of the page
const Rule type_unknown{
    "type-unknown",
    "ingen sidtyp hör hemma på platsen '{0}'",
    "no page type belongs at '{0}'",
    "Sidans plats avgör dess typ, och varje typ säger i schema/ var dess sidor ligger (path). Flytta filen till en "
    "mapp som någon typ har, eller lägg till platsen i typens schema.",
    "The place of a page decides its type, and each type says in schema/ where its pages lie (path). Move the file to "
    "a folder that belongs to a type, or add the place to the schema of the type."};

// {0} type as written, {1} type by place
const Rule type_mismatch{
    "type-mismatch",
    "typen '{0}' stämmer inte med sidans plats[, som ger '{1}']",
    "the type '{0}' does not agree with the place of the page[, which makes it '{1}']",
    "Sidans typ följer av var filen ligger. Stryk nyckeln type, eller flytta filen till en plats som hör till typen.",
    "The type of a page follows from where the file lies. Remove the key type, or move the file to a place that "
    "belongs to the type."};

// {0} date
const Rule date_range{
    "date-range",
    "datumet {0} är orimligt[; {1}]",
    "the date {0} is not plausible[; {1}]",
    "Datumet ligger så långt bort att det troligen är felskrivet. Kontrollera årtalet.",
    "The date is so far away that it is probably mistyped. Check the year."};

// {0} the text or field, {1} the text in it
const Rule placeholder{
    "placeholder",
    "'{0}' är en utfyllnad som ska ersättas[: {1}]",
    "'{0}' is a filler that should be replaced[: {1}]",
    "Text från en mall har blivit kvar. Ersätt den med innehåll, eller stryk fältet eller avsnittet tills det finns.",
    "Text from a template is still there. Replace it with content, or remove the field or section until there is "
    "some."};

// ---------------------------------------------------------------- sections and Markdown

// {0} heading
const Rule section_missing{
    "section-missing",
    "avsnittet '{0}' saknas",
    "the section '{0}' is missing",
    "Sidtypen har vissa avsnitt på alla sidor, så att läsaren känner igen sig och sidorna går att jämföra. Lägg till "
    "rubriken på nivå två (##) och skriv något under den.",
    "The page type has certain sections on every page, so that readers find their way and pages can be compared. Add "
    "the heading on level two (##) and write something below it."};

// {0} heading
const Rule section_unknown{
    "section-unknown",
    "avsnittet '{0}' hör inte till sidtypen",
    "the section '{0}' does not belong to the page type",
    "Sidtypens avsnitt står i dess schema. Rätta rubrikens stavning, gör den till en underrubrik (###), eller lägg "
    "till avsnittet i schemat.",
    "The sections of a page type stand in its schema. Mend the spelling of the heading, make it a subheading (###), "
    "or add the section to the schema."};

// {0} heading, {1} the heading it should stand before, or {2} the one it should follow
const Rule section_order{
    "section-order",
    "avsnittet '{0}' står på fel plats[; det ska komma före '{1}'][; det ska komma efter '{2}']",
    "the section '{0}' is out of place[; it should come before '{1}'][; it should come after '{2}']",
    "Alla sidor av samma typ har sina avsnitt i samma ordning. Flytta avsnittet med allt som står under rubriken.",
    "All pages of one type have their sections in the same order. Move the section with all that stands below its "
    "heading."};

// {0} heading, {1} the line of the first
const Rule section_twice{
    "section-twice",
    "avsnittet '{0}' finns redan[ på rad {1}]",
    "the section '{0}' is already there[ on line {1}]",
    "Två avsnitt med samma rubrik går inte att skilja åt för den som länkar eller redigerar. Slå ihop dem, eller ge "
    "det ena en annan rubrik.",
    "Two sections with the same heading cannot be told apart by those who link or edit. Join them, or give one "
    "another heading."};

// {0} heading, {1} number of words, {2} limit in words
const Rule section_words{
    "section-words",
    "avsnittet '{0}' har {1} ord[; gränsen är {2}]",
    "the section '{0}' has {1} words[; the limit is {2}]",
    "Avsnittet har en gräns för hur långt eller kort det får vara. Korta texten, eller flytta det utförliga till en "
    "egen sida och länka dit.",
    "The section has a limit to how long or short it may be. Shorten the text, or move the details to a page of their "
    "own and link to it."};

// {0} heading
const Rule section_empty{
    "section-empty",
    "avsnittet '{0}' är tomt",
    "the section '{0}' is empty",
    "En rubrik utan text får läsaren att undra vad som saknas. Skriv något, om så bara att arbetet inte har börjat, "
    "eller stryk rubriken.",
    "A heading without text makes readers wonder what is missing. Write something, if only that work has not begun, "
    "or remove the heading."};

// {0} the heading's level, {1} the level it may have at most here
const Rule heading_level{
    "heading-level",
    "rubrikens nivå ({0}) passar inte här[; högst {1}]",
    "the level of the heading ({0}) does not fit here[; at most {1}]",
    "Sidans titel är nivå ett, avsnitt är nivå två (##) och underrubriker går en nivå i taget. Den som lyssnar på "
    "sidan med en skärmläsare hittar genom rubrikernas nivåer.",
    "The title of the page is level one, sections are level two (##), and subheadings go one level at a time. Those "
    "who listen to the page with a screen reader find their way by heading levels."};

// {0} the HTML as written
const Rule raw_html{
    "raw-html",
    "rå HTML är inte tillåten[: {0}]",
    "raw HTML is not allowed[: {0}]",
    "HTML i innehåll kan bryta sidans layout, tillgänglighet och säkerhet. Den visas som text. Skriv Markdown i "
    "stället; vill du visa HTML som exempel, sätt den inom `grava accenter`.",
    "HTML in content can break the layout, accessibility and safety of the page. It is shown as text. Write Markdown "
    "instead; to show HTML as an example, put it within `backticks`."};

// {0} address or scheme
const Rule link_scheme{
    "link-scheme",
    "länken får inte leda till '{0}'",
    "the link may not lead to '{0}'",
    "Länkar går till http, https, mailto och tel, eller till sidor och filer på webbplatsen. Andra adresser kan köra "
    "kod eller fungerar bara på din dator.",
    "Links go to http, https, mailto and tel, or to pages and files of the site. Other addresses may run code, or "
    "work on your computer only."};

// {0} where the link leads
const Rule link_text{
    "link-text",
    "länken saknar text som säger vart den leder[: {0}]",
    "the link has no text that says where it leads[: {0}]",
    "En länktext ska kunna läsas för sig: den som använder skärmläsare hör ofta bara länkarna. Skriv vad som finns "
    "där, inte \"här\" eller adressen själv.",
    "The text of a link should make sense by itself: those who use a screen reader often hear the links alone. Write "
    "what is there, not \"here\" or the address itself."};

// {0} the image's file
const Rule image_text{
    "image-text",
    "bilden[ '{0}'] saknar textalternativ",
    "the image[ '{0}'] has no text alternative",
    "Den som inte ser bilden behöver veta vad den visar. Skriv det mellan hakparenteserna: ![Antal möten per "
    "år](moten.png).",
    "Those who do not see the image need to know what it shows. Write it between the brackets: ![Meetings a "
    "year](meetings.png)."};

// {0} size, {1} limit
const Rule table_too_large{
    "table-too-large",
    "tabellen är för stor[: {0}][, gränsen är {1}]",
    "the table is too large[: {0}][, the limit is {1}]",
    "En så stor tabell går inte att läsa på skärm och tar mycket lång tid att tolka. Dela den, eller lägg uppgifterna "
    "i en fil bredvid sidan (till exempel csv) och länka till den.",
    "So large a table cannot be read on a screen and takes very long to parse. Divide it, or put the data into a file "
    "beside the page (csv, for instance) and link to it."};

// ---------------------------------------------------------------- pages together

// {0} id, {1} path of the other page
const Rule id_twice{
    "id-twice",
    "sidan '{0}' finns redan i {1}",
    "the page '{0}' is already in {1}",
    "Två filer skulle få samma webbadress, eller adresser som bara skiljer sig i stora och små bokstäver. Byt namn på "
    "den ena, eller slå ihop dem.",
    "Two files would get the same web address, or addresses that differ in case only. Rename one of them, or join "
    "them."};

// {0} id
const Rule id_invalid{
    "id-invalid",
    "'{0}' går inte att använda som adress",
    "'{0}' cannot be used as an address",
    "En sidas adress är dess filnamn och mappar, och får bara innehålla a–z, 0–9 och bindestreck: då går den att läsa "
    "upp, skriva av och skicka. Byt namn på filen eller mappen; titeln behåller å, ä och ö.",
    "The address of a page is its file name and folders, and may hold a–z, 0–9 and hyphens only: then it can be read "
    "aloud, copied by hand and sent. Rename the file or folder; the title keeps å, ä and ö."};

// {0} id as written, {1} further detail, such as that it is a draft
const Rule reference_unknown{
    "reference-unknown",
    "'{0}' finns inte[; {1}]",
    "'{0}' does not exist[; {1}]",
    "Fältet hänvisar till en sida som inte finns. En hänvisning skrivs som sidans id: mappar och filnamn under "
    "content/ utan .md. Rätta stavningen, eller skapa sidan först.",
    "The field refers to a page that does not exist. A reference is written as the page's id: folders and file name "
    "below content/ without .md. Mend the spelling, or create the page first."};

// {0} target id, {1} its type, {2} allowed types
const Rule reference_type{
    "reference-type",
    "'{0}' är av typen {1}[; här får stå {2}]",
    "'{0}' is of type {1}[; allowed here: {2}]",
    "Sidan finns men är av fel sort för fältet. Kanske finns en sida med samma namn i en annan mapp, till exempel "
    "npo/ i stället för rmpo/.",
    "The page exists but is of the wrong sort for the field. Maybe there is a page of the same name in another "
    "folder, such as npo/ instead of rmpo/."};

// {0} target id, {1} the condition in words
const Rule reference_condition{
    "reference-condition",
    "'{0}' uppfyller inte villkoret[: {1}]",
    "'{0}' does not meet the condition[: {1}]",
    "Schemat ställer ett villkor på sidan som fältet hänvisar till. Välj en annan sida, eller rätta den sidan så att "
    "villkoret stämmer.",
    "The schema sets a condition on the page that the field refers to. Choose another page, or mend that page so that "
    "the condition holds."};

// {0} the chain, "a → b → a"
const Rule reference_circle{
    "reference-circle",
    "hänvisningarna går i cirkel: {0}",
    "the references go in a circle: {0}",
    "En enhet kan inte höra till sig själv, inte heller genom andra. Bryt cirkeln på det ställe där hänvisningen är "
    "fel.",
    "A unit cannot belong to itself, not through others either. Break the circle where the reference is wrong."};

// {0} relation, {1} count, {2} limit in words
const Rule relation_count{
    "relation-count",
    "'{0}' har {1}[; ska vara {2}]",
    "'{0}' has {1}[; should be {2}]",
    "Schemat anger hur många sidor som ska vara knutna på detta sätt. Lägg till eller ta bort hänvisningar, här eller "
    "på sidorna i andra änden.",
    "The schema says how many pages are to be tied in this way. Add or remove references, here or on the pages at the "
    "other end."};

// {0} target as written
const Rule link_unknown{
    "link-unknown",
    "länken leder till '{0}', som inte finns",
    "the link leads to '{0}', which does not exist",
    "Sidan har bytt namn, tagits bort eller aldrig funnits. Rätta länken, eller skapa sidan. Har den flyttats kan den "
    "nya sidan ha den gamla adressen under aliases.",
    "The page was renamed, removed or never existed. Mend the link, or create the page. If it moved, the new page may "
    "list the old address under aliases."};

// {0} target as written, {1} candidates joined by ", "
const Rule link_ambiguous{
    "link-ambiguous",
    "'{0}' kan vara flera sidor: {1}",
    "'{0}' may be several pages: {1}",
    "Den sista delen av ett id räcker bara när den är ensam om namnet. Skriv hela sidans id.",
    "The last part of an id is enough only where no other page shares it. Write the whole id."};

// {0} section as written, {1} page
const Rule section_link_unknown{
    "section-link-unknown",
    "avsnittet '{0}' finns inte[ på '{1}']",
    "there is no section '{0}'[ on '{1}']",
    "Sidan finns men har inget avsnitt med det namnet. Efter # står avsnittets id enligt schemat, eller rubriken med "
    "små bokstäver och bindestreck.",
    "The page exists but has no section of that name. After # stands the section's id by the schema, or its heading "
    "in lower case with hyphens."};

// {0} file as written
const Rule resource_unknown{
    "resource-unknown",
    "filen '{0}' finns inte bredvid sidan",
    "there is no file '{0}' beside the page",
    "Bilder och bilagor ligger i sidans mapp och skrivs med sitt filnamn. Kontrollera stavning, stora och små "
    "bokstäver, och att filen är incheckad.",
    "Images and attached files lie in the folder of the page and are written by file name. Check spelling and case, "
    "and that the file is committed."};

// {0} the chain
const Rule transclusion_circle{
    "transclusion-circle",
    "infogningarna går i cirkel: {0}",
    "the transclusions go in a circle: {0}",
    "Ett avsnitt kan inte visa sig självt, inte heller genom andra. Byt en av infogningarna mot en vanlig länk.",
    "A section cannot show itself, not through others either. Replace one of the transclusions by an ordinary link."};

// {0} limit
const Rule transclusion_depth{
    "transclusion-depth",
    "infogningarna är för djupa[: gränsen är {0} nivåer]",
    "the transclusions are too deep[: the limit is {0} levels]",
    "Avsnitt som visar avsnitt som visar avsnitt blir svåra att förstå var de kommer ifrån. Infoga från källan "
    "direkt, eller länka.",
    "Sections that show sections that show sections make it hard to see where text comes from. Transclude from the "
    "source directly, or link."};

// {0} alias, {1} the other page
const Rule alias_taken{
    "alias-taken",
    "adressen '{0}' är upptagen[ av {1}]",
    "the address '{0}' is taken[ by {1}]",
    "En gammal adress kan bara leda till en sida, och en sida som finns går före. Ta bort adressen ur aliases på den "
    "ena sidan.",
    "An old address can lead to one page only, and a page that exists comes first. Remove the address from the "
    "aliases of one page."};

// {0} first id, {1} the other page
const Rule first_id_taken{
    "first-id-taken",
    "first_id '{0}' är upptaget[ av {1}]",
    "the first_id '{0}' is taken[ by {1}]",
    "Flöden och kalendrar känner en sida på dess första id. Med samma id skulle prenumeranter ta två sidor för en. Är sidan "
    "en kopia av en annan ska raden bort. Har en ny sida lagts där den här låg förr ska den nya få ett eget first_id, som "
    "adressen med -2 efter.",
    "Feeds and calendars know a page by its first id. With one id, subscribers would take two pages for one. If the page "
    "is a copy of another, remove the line. If a new page has been put where this one used to lie, give the new one a "
    "first_id of its own, such as its address with -2 after it."};

// {0} role, {1} count, {2} limit in words
const Rule seat_count{
    "seat-count",
    "rollen '{0}' har {1} platser[; ska vara {2}]",
    "the role '{0}' has {1} seats[; should be {2}]",
    "Schemat säger hur gruppen ska vara bemannad. En plats utan person är en vakans och räknas; lägg till den så att "
    "den syns, eller ta bort den som är för mycket.",
    "The schema says how the group is to be manned. A seat without a person is a vacancy and counts; add it so that "
    "it shows, or remove the one too many."};

// {0} the rule's message, already in the site's language
const Rule rule_broken{
    "rule-broken",
    "{0}",
    "{0}",
    "Sidan bryter mot en regel som står i sidtypens schema, under [[rules]]. Meddelandet är schemats eget.",
    "The page breaks a rule that stands in the schema of its type, under [[rules]]. The message is the schema's own."};

// ---------------------------------------------------------------- schema, theme, site

// {0} key
const Rule schema_key{
    "schema-key",
    "schemat känner inte nyckeln '{0}'",
    "the schema does not know the key '{0}'",
    "En felstavad nyckel i ett schema skulle tyst ta bort en kontroll. Rätta stavningen; vilka nycklar som finns står "
    "i handboken.",
    "A mistyped key in a schema would silently remove a check. Mend the spelling; the handbook lists the keys."};

// {0} key, {1} what it should be, in words
const Rule schema_value{
    "schema-value",
    "'{0}' har ett värde som inte går att använda[: {1}]",
    "'{0}' has a value that cannot be used[: {1}]",
    "Schemat går inte att förstå på den här punkten, så de sidor det gäller kan inte kontrolleras fullt ut. Rätta "
    "värdet.",
    "The schema cannot be understood at this point, so the pages it is about cannot be fully checked. Mend the value."};

// {0} type that is extended, {1} further detail, such as the chain of a circle
const Rule schema_extends{
    "schema-extends",
    "det går inte att utgå från '{0}'[: {1}]",
    "cannot extend '{0}'[: {1}]",
    "En sidtyp ärver fält och avsnitt från den typ som står i extends. Den typen måste finnas i schema/ och får inte "
    "i sin tur ärva härifrån.",
    "A page type inherits fields and sections from the type named in extends. That type must exist in schema/ and may "
    "not in turn inherit from here."};

// {0} path pattern, {1} further detail, such as the other type
const Rule schema_path{
    "schema-path",
    "platsen '{0}' går inte att använda[: {1}]",
    "the path '{0}' cannot be used[: {1}]",
    "Sidtypens plats avgör vilka filer som hör till den, och ska vara entydig: två typer får inte göra anspråk på "
    "samma fil. Ett mönster ser ut som rmpo/{slug}/_index.md.",
    "The path of a page type decides which files belong to it, and must be clear: no two types may claim one file. A "
    "pattern looks like rmpo/{slug}/_index.md."};

const Rule site_missing{
    "site-missing",
    "content/site.toml saknas",
    "content/site.toml is missing",
    "Filen content/site.toml gör en mapp till en webbplats och säger vad den heter och vilken adress den har. `knav "
    "new site` skapar en.",
    "The file content/site.toml makes a folder a site and says its name and address. `knav new site` creates one."};

// {0} key, {1} what it should be, in words
const Rule site_value{
    "site-value",
    "webbplatsens inställning '{0}' går inte att använda[: {1}]",
    "the site setting '{0}' cannot be used[: {1}]",
    "En inställning i content/site.toml har ett värde som inte går att förstå. Rätta det; annars gäller det förvalda.",
    "A setting in content/site.toml has a value that cannot be understood. Mend it; until then its default stands."};

// {0} template, language file or theme, {1} the folder where it was looked for
const Rule template_missing{
    "template-missing",
    "'{0}' finns inte[ i {1}]",
    "there is no '{0}'[ in {1}]",
    "Temat saknar något som behövs för att visa sidorna. Mallar ligger i themes/NAMN/templates/ och slutar på "
    ".mustache.",
    "The theme lacks something that is needed to show the pages. Templates lie in themes/NAME/templates/ and end in "
    ".mustache."};

// {0} what is wrong, as the template engine says it, {1} the template
const Rule template_syntax{
    "template-syntax",
    "mallen går inte att tolka[: {0}][ ({1})]",
    "the template cannot be parsed[: {0}][ ({1})]",
    "Mallar är Mustache. Vanliga fel är en {{#del}} utan {{/del}}, eller avslut i fel ordning.",
    "Templates are Mustache. Common slips are a {{#section}} without {{/section}}, or ends in the wrong order."};

// {0} name, {1} template
const Rule template_name_unknown{
    "template-name-unknown",
    "mallen[ '{1}'] frågar efter '{0}', som inte finns",
    "the template[ '{1}'] asks for '{0}', which does not exist",
    "Ett felstavat namn i en mall skulle annars bli ett tomrum på sidan. Rätta stavningen; vilka namn som finns står "
    "i handboken för teman.",
    "Otherwise a mistyped name in a template would become a gap on the page. Mend the spelling; the handbook on "
    "themes lists the names."};

// {0} key, {1} file
const Rule word_missing{
    "word-missing",
    "ordet '{0}' saknas[ i {1}]",
    "the word '{0}' is missing[ in {1}]",
    "Gränssnittets ord står i temats i18n-filer, en för varje språk. Lägg till ordet, annars visas nyckeln i stället.",
    "The words of the interface stand in the theme's i18n files, one for each language. Add the word; until then the "
    "key is shown instead."};

// {0} what is asked, {1} what it is to find
const Rule synonym_unmatched{
    "synonym-unmatched",
    "synonymen '{0}' ska hitta '{1}', men ingen sida har det",
    "the synonym '{0}' is to find '{1}', but no page has it",
    "I content/synonymer.toml står webbplatsens egna synonymer: det läsare skriver till vänster, det sidorna säger till "
    "höger. Ett ord till höger som inte finns på någon sida är oftast felstavat eller har bytts ut. Rätta ordet, eller "
    "ta bort raden.",
    "content/synonymer.toml holds the site's own synonyms: what readers type to the left, what pages say to the right. A "
    "word to the right that is on no page is mostly misspelt, or has been replaced. Mend the word, or remove the line."};
// {0} output path, {1} what writes it, {2} what else does
const Rule output_twice{
    "output-twice",
    "'{0}' skulle skrivas två gånger[: av {1}][ och {2}]",
    "'{0}' would be written twice[: by {1}][ and {2}]",
    "Två källor ger samma fil på webbplatsen, och bara den ena skulle synas. Byt namn på den ena.",
    "Two sources give the same file of the site, and only one would be seen. Rename one of them."};

// ---------------------------------------------------------------- the surroundings

// {0} the cause, as git says it
const Rule history_unknown{
    "history-unknown",
    "sidornas historik är okänd[: {0}]",
    "the history of the pages is unknown[: {0}]",
    "När en sida senast ändrades läses ur git. Utan historik visas \"okänt\" hellre än ett felaktigt datum. Ägs "
    "arkivet av någon annan hjälper `git config --global --add safe.directory MAPP`; är det skadat säger `git fsck` "
    "var.",
    "When a page was last changed is read from git. Without history \"unknown\" is shown rather than a wrong date. If "
    "somebody else owns the repository, `git config --global --add safe.directory FOLDER` helps; if it is damaged, "
    "`git fsck` says where."};

const Rule history_none{
    "history-none",
    "sidornas historik är okänd: inget är sparat i git",
    "the history of the pages is unknown: nothing is saved in git",
    "När en sida senast ändrades läses ur git. Mappen ligger inte i något arkiv, eller så har arkivet inga sparningar "
    "än; sajten byggs, och datum visas som \"okänt\". `git init`, `git add .` och `git commit` räcker för att börja.",
    "When a page was last changed is read from git. The folder lies in no repository, or in one without commits; the "
    "site is built, and dates are shown as \"unknown\". `git init`, `git add .` and `git commit` are enough to begin."};

const Rule history_shallow{
    "history-shallow",
    "sidornas äldre historik är okänd: arkivet är en grund kopia",
    "the older history of the pages is unknown: the repository is a shallow clone",
    "Kopian har bara de senaste sparningarna. Vad som hände före dem visas som \"okänt\" hellre än med ett felaktigt "
    "datum. `git fetch --unshallow` hämtar resten; i en byggtjänst är det oftast en inställning för hur djupt den "
    "klonar.",
    "The clone has the latest commits only. What happened before them is shown as \"unknown\" rather than with a wrong "
    "date. `git fetch --unshallow` fetches the rest; in a build service it is mostly a setting for how deep it clones."};

// {0} how many
const Rule version_unreadable{
    "version-unreadable",
    "äldre versioner av sidor går inte att läsa[: {0} st.]",
    "older versions of pages cannot be read[: {0} of them]",
    "Git-arkivet saknar dem, eller så är de skadade. Sajten byggs ändå; vad som ändrades i just de versionerna berättas "
    "inte. `git fsck --full` säger vilka objekt det gäller. Klona på nytt från ett helt arkiv, utan `--filter`, eller "
    "kopiera objekten från någon som har dem; nästa bygge läser dem då.",
    "The git repository lacks them, or they are damaged. The site is built all the same; what changed in just those "
    "versions is not told. `git fsck --full` says which objects it is. Clone anew from a whole repository, without "
    "`--filter`, or copy the objects from somebody who has them; the next build reads them then."};

// {0} the first such commit, {1} the year it claims
const Rule history_date{
    "history-date",
    "en ändring i historiken har en tid som inte kan stämma[: {0}, år {1}]",
    "a change in the history has a time that cannot be right[: {0}, year {1}]",
    "Datorns klocka gick fel när ändringen gjordes. Dess datum visas som okänt; allt annat byggs som vanligt. Den som "
    "vill rätta tiden måste skriva om historiken, vilket sällan är värt det.",
    "The computer's clock was wrong when the change was made. Its date is shown as unknown; all else is built as usual. "
    "To mend the time the history must be rewritten, which is seldom worth it."};

}  // namespace rule
// clang-format on

namespace {

#define KNAV_RULE_ADDRESS(identifier, name) &rule::identifier,
constexpr std::array every_rule = {KNAV_RULES(KNAV_RULE_ADDRESS)};
#undef KNAV_RULE_ADDRESS

}  // namespace

std::span<const Rule* const> all_rules() { return every_rule; }

const Rule* find_rule(std::string_view name) {
    const auto found =
        std::find_if(every_rule.begin(), every_rule.end(), [name](const Rule* rule) { return rule->name == name; });
    return found == every_rule.end() ? nullptr : *found;
}

}  // namespace knav
