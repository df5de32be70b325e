// Catch2's main, alone in its file: it takes some ten seconds to compile and never changes.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
