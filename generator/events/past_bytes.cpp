// A past as bytes between runs.
#include "events/past.hpp"
#include "text/binary.hpp"

namespace knav {

namespace {

constexpr std::string_view version = "knav past 4\n";

void write(BinaryWriter& out, const Found& found) {
    out.text(found.rule);
    out.text(found.unit);
    out.text(found.key);
    out.text(found.role);
    out.number(found.arguments.size());
    for (const auto& argument : found.arguments) {
        out.text(argument.name);
        out.text(argument.text.sv);
        out.text(argument.text.en);
        out.number(argument.reference ? 1 : 0);
    }
}

Found read_found(BinaryReader& in) {
    Found found;
    found.rule = in.text();
    found.unit = in.text();
    found.key = in.text();
    found.role = in.text();
    found.arguments.resize(in.count());
    for (auto& argument : found.arguments) {
        argument.name = in.text();
        argument.text.sv = in.text();
        argument.text.en = in.text();
        argument.reference = in.number() == 1;
    }
    return found;
}

void write(BinaryWriter& out, const PagePast& page) {
    out.digest(page.key);
    out.number(page.steps.size());
    for (const auto& step : page.steps) {
        out.digest(step.key);
        out.number(step.units.size());
        for (const auto& unit : step.units) out.text(unit);
        out.text(step.first_id);
    }
    out.number(page.stretches.size());
    for (const auto& stretch : page.stretches) {
        out.digest(stretch.key);
        out.number(stretch.newest);
        out.number(stretch.oldest);
        out.number(stretch.told);
        out.number(stretch.found.size());
        for (const auto& found : stretch.found) write(out, found);
    }
}

PagePast read_page(BinaryReader& in) {
    PagePast page;
    page.key = in.digest();
    page.steps.resize(in.count());
    for (auto& step : page.steps) {
        step.key = in.digest();
        step.units.resize(in.count());
        for (auto& unit : step.units) unit = in.text();
        step.first_id = in.text();
    }
    page.stretches.resize(in.count());
    for (auto& stretch : page.stretches) {
        stretch.key = in.digest();
        stretch.newest = static_cast<std::uint32_t>(in.number());
        stretch.oldest = static_cast<std::uint32_t>(in.number());
        stretch.told = static_cast<std::uint32_t>(in.number());
        const bool in_order = stretch.newest <= stretch.told && stretch.told <= stretch.oldest;
        if (stretch.oldest >= page.steps.size() || !in_order) in.ok = false;
        stretch.found.resize(in.count());
        for (auto& found : stretch.found) found = read_found(in);
    }
    return page;
}

void write(BinaryWriter& out, const Departure& departure) {
    out.digest(departure.key);
    out.text(departure.type);
    out.text(departure.title);
    out.number(departure.example ? 1 : 0);
}

Departure read_departure(BinaryReader& in) {
    Departure departure;
    departure.key = in.digest();
    departure.type = in.text();
    departure.title = in.text();
    departure.example = in.number() == 1;
    return departure;
}

void write(BinaryWriter& out, const SideStep& step) {
    out.text(step.commit);
    out.text(step.known_as);
    out.number(step.took_away ? 1 : 0);
    out.number(step.units.size());
    for (const auto& unit : step.units) out.text(unit);
}

SideStep read_side_step(BinaryReader& in) {
    SideStep step;
    step.commit = in.text();
    step.known_as = in.text();
    step.took_away = in.number() == 1;
    step.units.resize(in.count());
    for (auto& unit : step.units) unit = in.text();
    return step;
}

}  // namespace

std::string serialise(const Past& past) {
    std::size_t steps = 0;
    for (const auto& [path, page] : past.pages) steps += page->steps.size();
    BinaryWriter out{past.pages.size() * 128 + steps * 96};
    out.raw(version);
    out.digest(past.read_at);
    out.number(past.unreadable);
    out.number(past.pages.size());
    for (const auto& [path, page] : past.pages) {
        out.text(path);
        write(out, *page);
    }
    out.number(past.departures.size());
    for (const auto& [path, departure] : past.departures) {
        out.text(path);
        write(out, departure);
    }
    out.number(past.sides.size());
    for (const auto& [key, steps] : past.sides) {
        out.digest(key);
        out.number(steps.size());
        for (const auto& step : steps) write(out, step);
    }
    auto bytes = out.take();
    BinaryWriter seal;
    seal.digest(digest_of(bytes));
    bytes += seal.take();
    return bytes;
}

std::shared_ptr<const Past> parse_past(std::string_view bytes) {
    auto past = std::make_shared<Past>();
    if (!bytes.starts_with(version) || bytes.size() < version.size() + sizeof(Digest)) return past;
    const auto whole = bytes.substr(0, bytes.size() - sizeof(Digest));
    BinaryReader seal{bytes.substr(whole.size())};
    if (seal.digest() != digest_of(whole)) return past;
    BinaryReader in{whole.substr(version.size())};
    past->read_at = in.digest();
    past->unreadable = in.number();
    for (auto pages = in.count(); pages > 0 && in.ok; --pages) {
        std::string path{in.text()};
        past->pages.emplace_hint(past->pages.end(), std::move(path), std::make_shared<const PagePast>(read_page(in)));
    }
    for (auto departures = in.count(); departures > 0 && in.ok; --departures) {
        std::string path{in.text()};
        past->departures.emplace_hint(past->departures.end(), std::move(path), read_departure(in));
    }
    for (auto sides = in.count(); sides > 0 && in.ok; --sides) {
        auto& steps = past->sides.emplace_hint(past->sides.end(), in.digest(), std::vector<SideStep>{})->second;
        steps.resize(in.count());
        for (auto& step : steps) step = read_side_step(in);
    }
    return in.ok && in.at_end() ? past : std::make_shared<Past>();
}

}  // namespace knav
