package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Changes;
import java.util.UUID;

/**
 * What became of a row that was put, and of those that belong to it.
 *
 * @param id of the row that is there now
 */
public record Written(UUID id, Changes changes) {
  Written with(Changes more) {
    return new Written(id, changes.plus(more));
  }
}
