#include "graph/page_memo.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "diag/rules.hpp"
#include "task/parallel.hpp"
#include "text/binary.hpp"

namespace knav {
namespace {

constexpr std::string_view pages_magic = "knav-pages-4\n";

// ---- one function each way for each sort of value; the two of a pair stand together

void write(BinaryWriter& out, const Position& at) {
    out.number(at.line);
    out.number(at.column);
}
Position read_position(BinaryReader& in) {
    const auto line = static_cast<std::uint32_t>(in.number());
    return {line, static_cast<std::uint32_t>(in.number())};
}

void write(BinaryWriter& out, const Date& day) {
    out.number(static_cast<std::uint32_t>(day.year * 512 + day.month * 32 + day.day));
}
Date read_date(BinaryReader& in) {
    const auto packed = static_cast<int>(in.number() & 0x7fffffffU);
    return {packed / 512, packed / 32 % 16, packed % 32};
}

void write(BinaryWriter& out, const TimeOfDay& time) {
    out.number(static_cast<std::uint32_t>(time.hour * 3600 + time.minute * 60 + time.second));
}
TimeOfDay read_time(BinaryReader& in) {
    const auto seconds = static_cast<int>(in.number() % 86400);
    return {seconds / 3600, seconds / 60 % 60, seconds % 60};
}

constexpr int offset_bias = 24 * 60;  // minutes; offsets are within a day, and written without a sign

void write(BinaryWriter& out, const DateTime& time) {
    write(out, time.date);
    write(out, time.time);
    out.number(time.offset_minutes ? static_cast<std::uint64_t>(*time.offset_minutes + offset_bias) + 1 : 0);
}
DateTime read_datetime(BinaryReader& in) {
    DateTime time{read_date(in), read_time(in), {}};
    const auto offset = in.number();
    if (offset != 0) time.offset_minutes = static_cast<int>(offset & 0xffffU) - 1 - offset_bias;
    return time;
}

void write(BinaryWriter& out, const Table& table);
Table read_table(BinaryReader& in, int depth);

void write(BinaryWriter& out, const Value& value) {
    out.number(static_cast<std::uint64_t>(value.kind()));
    write(out, value.at());
    switch (value.kind()) {
        case ValueKind::string: return out.text(*value.as<std::string>());
        case ValueKind::integer: return out.fixed(static_cast<std::uint64_t>(*value.as<std::int64_t>()));
        case ValueKind::number:
            return out.text(std::string_view{reinterpret_cast<const char*>(value.as<double>()), sizeof(double)});
        case ValueKind::boolean: return out.number(*value.as<bool>() ? 1 : 0);
        case ValueKind::date: return write(out, *value.as<Date>());
        case ValueKind::time: return write(out, *value.as<TimeOfDay>());
        case ValueKind::datetime: return write(out, *value.as<DateTime>());
        case ValueKind::array:
            out.number(value.array().size());
            for (const auto& each : value.array()) write(out, each);
            return;
        case ValueKind::table: return write(out, value.table());
    }
}

constexpr int deepest = 64;  // deeper than anything parse_toml lets through

Value read_value(BinaryReader& in, int depth) {
    const auto kind = static_cast<ValueKind>(in.number());
    const auto at = read_position(in);
    if (depth > deepest) in.ok = false;
    if (!in.ok) return {};
    switch (kind) {
        case ValueKind::string: return {std::string{in.text()}, at};
        case ValueKind::integer: return {static_cast<std::int64_t>(in.fixed()), at};
        case ValueKind::number: {
            double number = 0;
            const auto bytes = in.text();
            if (bytes.size() == sizeof number) bytes.copy(reinterpret_cast<char*>(&number), sizeof number);
            return {number, at};
        }
        case ValueKind::boolean: return {in.number() != 0, at};
        case ValueKind::date: return {read_date(in), at};
        case ValueKind::time: return {read_time(in), at};
        case ValueKind::datetime: return {read_datetime(in), at};
        case ValueKind::array: {
            Array array(in.count());
            for (auto& each : array) each = read_value(in, depth + 1);
            return {std::move(array), at};
        }
        case ValueKind::table: return {read_table(in, depth + 1), at};
    }
    in.ok = false;
    return {};
}

void write(BinaryWriter& out, const Table& table) {
    out.number(table.entries().size());
    for (const auto& entry : table.entries()) {
        out.text(entry.key);
        write(out, entry.key_at);
        write(out, entry.value);
    }
}
Table read_table(BinaryReader& in, int depth) {
    Table table;
    const auto count = in.count();
    table.entries().reserve(count);
    for (std::size_t i = 0; i < count && in.ok; ++i) {
        auto key = std::string{in.text()};
        const auto at = read_position(in);
        table.add({std::move(key), at, read_value(in, depth)});
    }
    return table;
}

void write(BinaryWriter& out, const Section& section) {
    out.text(section.anchor);
    out.digest(section.digest);
    out.number(section.subheadings.size());
    for (const auto& heading : section.subheadings) out.text(heading.anchor);
}
Section read_section(BinaryReader& in) {
    Section section;
    section.anchor = in.text();
    section.digest = in.digest();
    section.subheadings.resize(in.count());
    for (auto& heading : section.subheadings) heading.anchor = in.text();
    return section;
}

void write(BinaryWriter& out, const Link& link) {
    out.number(static_cast<std::uint64_t>(link.kind) * 2 + (link.image ? 1 : 0));
    for (const auto* text : {&link.target, &link.query, &link.fragment}) out.text(*text);
    write(out, link.at);
    out.number(link.section);
    out.digest(link.said);
}
Link read_link(BinaryReader& in) {
    Link link;
    const auto kind = in.number();
    if (kind / 2 > static_cast<std::uint64_t>(LinkKind::transclusion)) in.ok = false;
    link.kind = static_cast<LinkKind>(kind / 2);
    link.image = kind % 2 == 1;
    for (auto* text : {&link.target, &link.query, &link.fragment}) *text = in.text();
    link.at = read_position(in);
    link.section = static_cast<std::uint32_t>(in.number());
    link.said = in.digest();
    return link;
}

void write(BinaryWriter& out, const Document& document) {
    out.number(document.sections.size());
    for (const auto& section : document.sections) write(out, section);
    out.number(document.links.size());
    for (const auto& link : document.links) write(out, link);
    out.text(document.excerpt);
}
Document read_document(BinaryReader& in) {
    Document document;
    document.sections.resize(in.count());
    for (auto& section : document.sections) section = read_section(in);
    document.links.resize(in.count());
    for (auto& link : document.links) link = read_link(in);
    document.excerpt = in.text();
    return document;
}

void write(BinaryWriter& out, const Diagnostic& diagnostic) {
    out.number(static_cast<std::uint64_t>(diagnostic.severity));
    out.text(diagnostic.place.path);
    write(out, diagnostic.place.at);
    out.text(diagnostic.rule->name);
    out.number(diagnostic.arguments.size());
    for (const auto& argument : diagnostic.arguments) out.text(argument);
    out.text(diagnostic.proposal);
}
Diagnostic read_diagnostic(BinaryReader& in) {
    Diagnostic diagnostic;
    diagnostic.severity = static_cast<Severity>(in.number() % 3);
    diagnostic.place.path = in.text();
    diagnostic.place.at = read_position(in);
    diagnostic.rule = find_rule(in.text());
    if (diagnostic.rule == nullptr) in.ok = false;
    diagnostic.arguments.resize(in.count());
    for (auto& argument : diagnostic.arguments) argument = in.text();
    diagnostic.proposal = in.text();
    return diagnostic;
}

std::string bytes_of(const PageSource& source) {
    BinaryWriter out;
    out.number(source.front_matter_read ? 1 : 0);
    out.number(source.front_matter_line);
    out.number(source.body_begin);
    write(out, source.document);
    return out.take();
}
PageSource read_source(std::string_view bytes) {
    BinaryReader in{bytes};
    PageSource source;
    source.front_matter_read = in.number() != 0;
    source.front_matter_line = static_cast<std::uint32_t>(in.number());
    source.body_begin = in.number();
    source.document = read_document(in);
    source.outline_only = true;
    return source;
}

std::string bytes_of(const Record& record) {
    BinaryWriter out;
    write(out, record.values);
    out.number(record.section_ids.size());
    for (const auto& id : record.section_ids) out.text(id);
    return out.take();
}
Record read_record(std::string_view bytes) {
    BinaryReader in{bytes};
    Record record;
    record.values = read_table(in, 0);
    record.section_ids.resize(in.count());
    for (auto& id : record.section_ids) id = in.text();
    return record;
}

/// What an earlier run wrote is written as it stands, whether somebody has asked for it or not.
template <class T>
void write(BinaryWriter& out, const Recalled<T>& value) {
    out.text(value.bytes().empty() ? bytes_of(*value) : value.bytes());
}

void write(BinaryWriter& out, const ReadPage& page) {
    out.digest(page.file);
    out.text(page.type);
    out.number((page.draft ? 1U : 0U) + (page.example ? 2U : 0U) + (page.date ? 4U : 0U));
    if (page.date) write(out, *page.date);
    out.fixed(static_cast<std::uint64_t>(page.weight));
    out.number(page.status_field);
    for (const auto* text : {&page.status, &page.title, &page.summary, &page.sort_key}) out.text(*text);
    for (const auto* digest : {&page.card, &page.record_digest, &page.body_digest, &page.joins}) out.digest(*digest);
    out.number(page.found.size());
    for (const auto& diagnostic : page.found) write(out, diagnostic);
    out.number(page.source ? 1 : 0);
    if (!page.source) return;
    write(out, page.source);
    write(out, page.record);
}

/// What the pages of one memo are read back to, as long as one of them is there.
struct Recollections {
    Recollections(std::size_t pages, std::shared_ptr<const void> by)
        : sources(pages), records(pages), held_by(std::move(by)) {}
    std::vector<Recollection<PageSource>> sources;
    std::vector<Recollection<Record>> records;
    std::shared_ptr<const void> held_by;  // their bytes
};

ReadPage read_page_of(BinaryReader& in, const std::shared_ptr<Recollections>& all, std::size_t number) {
    ReadPage page;
    page.file = in.digest();
    page.type = in.text();
    const auto flags = in.number();
    page.draft = (flags & 1U) != 0;
    page.example = (flags & 2U) != 0;
    if ((flags & 4U) != 0) page.date = read_datetime(in);
    page.weight = static_cast<std::int64_t>(in.fixed());
    page.status_field = static_cast<std::uint32_t>(in.number());
    for (auto* text : {&page.status, &page.title, &page.summary, &page.sort_key}) *text = in.text();
    for (auto* digest : {&page.card, &page.record_digest, &page.body_digest, &page.joins}) *digest = in.digest();
    page.found.resize(in.count());
    for (auto& diagnostic : page.found) diagnostic = read_diagnostic(in);
    if (in.number() == 0) return page;
    all->sources[number].read_later(in.text(), read_source);
    all->records[number].read_later(in.text(), read_record);
    page.source = Recalled{std::shared_ptr<const Recollection<PageSource>>{all, &all->sources[number]}};
    page.record = Recalled{std::shared_ptr<const Recollection<Record>>{all, &all->records[number]}};
    return page;
}

}  // namespace

std::string serialise(const PageMemo& memo, unsigned threads) {
    std::vector<const std::pair<const std::string, ReadPage>*> entries;
    entries.reserve(memo.pages.size());
    for (const auto& entry : memo.pages) entries.push_back(&entry);
    constexpr std::size_t run = 256;
    std::vector<std::string> parts((entries.size() + run - 1) / run);
    parallel_for(parts.size(), threads, [&](std::size_t i, unsigned) {
        BinaryWriter out;
        for (auto at = i * run; at < std::min(entries.size(), (i + 1) * run); ++at) {
            out.text(entries[at]->first);
            write(out, entries[at]->second);
        }
        parts[i] = out.take();
    });
    std::size_t size = 64;
    for (const auto& part : parts) size += part.size();
    BinaryWriter out{size};
    out.raw(pages_magic);
    out.digest(memo.made_with);
    out.number(entries.size());
    for (auto& part : parts) {
        out.raw(part);
        part = {};
    }
    return out.take_sealed();
}

PageMemo parse_memo(std::string_view bytes, std::shared_ptr<const void> held_by) {
    BinaryReader in{unsealed(bytes)};
    in.skip(pages_magic);
    PageMemo memo;
    memo.made_with = in.digest();
    const auto count = in.count();
    const auto all = std::make_shared<Recollections>(count, std::move(held_by));
    for (std::size_t i = 0; i < count && in.ok; ++i) {
        auto path = std::string{in.text()};
        memo.pages.emplace_hint(memo.pages.end(), std::move(path), read_page_of(in, all, i));
    }
    return in.ok && in.at_end() ? std::move(memo) : PageMemo{};
}

}  // namespace knav
