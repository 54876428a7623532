package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant gets into a social network.
 *
 * @param refreshOrNull null for a network that gives none
 */
public record SocialTokens(Secret access, @Nullable Secret refreshOrNull) {}
