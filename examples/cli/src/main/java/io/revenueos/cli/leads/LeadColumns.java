package io.revenueos.cli.leads;

import java.util.Optional;

/**
 * Which columns of a file say what, and what a conversion is called.
 *
 * @param outcome what became of a lead
 * @param positive what stands there for a conversion; empty when it is one of the usual words
 * @param id what a lead is called by; empty when it is to be found
 */
public record LeadColumns(String outcome, Optional<String> positive, Optional<String> id) {}
