// A page's change, unit by unit. Internal to this room: others see judge.hpp.
#pragma once

#include "guard/judge.hpp"
#include "guard/units.hpp"

namespace knav {

class PageJudge {
public:
    PageJudge(const Rights& rights, const Sides& sides, const EntryChange& change, std::vector<Ruling>& rulings);
    void run();

private:
    void edited();
    void added();
    void removed();

    void fields(const PageUnits* before, const PageUnits& after);
    void field(const FieldUnit* before, const FieldUnit* after);
    void sections(const PageUnits* before, const PageUnits& after);
    void section(const SectionUnit* before, const SectionUnit* after);
    void order(const PageUnits& before, const PageUnits& after);
    void headings(const PageUnits* before, const PageUnits& after);
    void anchors(const PageUnits* before, const PageUnits& after);
    void addresses(const PageUnits* before, const PageUnits& after);
    void hiding(const PageUnits& before, const PageUnits& after);

    [[nodiscard]] PageUnits read(const FileEntry& entry) const;
    [[nodiscard]] bool owns_all(const PageUnits& units) const;
    [[nodiscard]] bool below_own() const;
    [[nodiscard]] bool may_field(const Field* field) const;
    [[nodiscard]] bool may_section(std::string_view section_id) const;
    [[nodiscard]] bool same_where_locked(const FieldUnit* before, const FieldUnit* after) const;
    [[nodiscard]] std::string other_form() const;
    [[nodiscard]] std::string owner_of_address(std::string_view alias) const;

    Ruling& say(UnitKind kind, Deed deed, const Rule* ground, std::vector<std::string> arguments = {});
    void say_page(Deed deed, const Rule* ground, std::vector<std::string> arguments = {});

    const Rights& rights_;
    const Sides& sides_;
    const EntryChange& change_;
    std::vector<Ruling>& rulings_;
    std::string id_;
    const PageType* type_;
    bool all_;  // of the page is the actor's
};

}  // namespace knav
