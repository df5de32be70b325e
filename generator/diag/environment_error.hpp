// What the surroundings refuse: disk full, no permission, a broken repository. Thrown at the edges, caught in the doors
// (exit status 3), and nowhere between.
#pragma once

#include <stdexcept>
#include <string>

namespace knav {

class EnvironmentError : public std::runtime_error {
public:
    /// "could not <operation> <object>: <cause>"
    EnvironmentError(const std::string& operation, const std::string& object, const std::string& cause)
        : std::runtime_error("could not " + operation + " " + object + ": " + cause) {}
};

}  // namespace knav
