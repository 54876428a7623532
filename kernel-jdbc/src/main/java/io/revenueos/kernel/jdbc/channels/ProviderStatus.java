package io.revenueos.kernel.jdbc.channels;

/**
 * How a tenant stands with a provider, without any secret.
 *
 * @param <A> what is known of its account there
 * @param connected whether it has given a secret, and not taken it back
 */
public record ProviderStatus<A>(Provider provider, A account, boolean connected) {}
