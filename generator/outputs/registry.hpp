// The list of outputs. Each is defined in the file of its name; redirect_lists stands with redirects.
#pragma once

#include "outputs/output.hpp"

namespace knav::outputs {

extern const Output pages, histories, happenings, selections, overview, matrix, vacancies, review, wanted, site_map,
    index_az, news, search_page, search_index, search_description, not_found, redirects, redirect_lists, feeds,
    calendars, subscribe, feed_lists, actions, newsletter, sitemap, robots, assets, resources;

}  // namespace knav::outputs
