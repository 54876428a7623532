package io.revenueos.cmo.data;

import java.util.UUID;

/** A row, and the id that it is known by. */
public record Stored<R>(UUID id, R value) {}
