package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.money.Money;

/**
 * What an agent's runs of a day came to, in one currency.
 *
 * @param runs how many there were, whatever became of them
 */
public record Spending(String agent, long runs, Money cost) {}
