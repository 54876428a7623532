package io.revenueos.cro.pipeline;

import java.time.LocalDate;

/**
 * An open deal as it was seen on a day, by a forecast of then, say. What a CRM shows of a deal
 * today says nothing of the stages that it has been in; this does.
 *
 * @param dealId the CRM's
 * @param day UTC; the deal was open on it
 * @param stage as a deal of the history has it
 */
public record Sighting(String dealId, LocalDate day, String stage) {}
