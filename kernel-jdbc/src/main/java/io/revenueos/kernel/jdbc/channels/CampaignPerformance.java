package io.revenueos.kernel.jdbc.channels;

import org.jspecify.annotations.Nullable;

/**
 * A campaign and what came of it.
 *
 * @param metricsOrNull null when nobody has recorded any of the kind that was asked for
 */
public record CampaignPerformance(Campaign campaign, @Nullable Metrics metricsOrNull) {}
