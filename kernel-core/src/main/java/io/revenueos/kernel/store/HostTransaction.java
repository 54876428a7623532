package io.revenueos.kernel.store;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import java.time.Instant;
import java.util.List;

/**
 * A transaction that the host began and will end. What is accepted in it is stored if and only if
 * the host commits. Belongs to the thread that uses the host's connection.
 */
public interface HostTransaction {
  /**
   * Adds events to the log and the queue, as {@link KernelStore#accept}, and leaves the transaction
   * open.
   *
   * @param wake whom the commit is to tell, where the database can do so
   * @throws RefusedException when a tenant is not admitted, or is registered and does not have the
   *     workspace of an event that is not there yet; the host should roll back
   */
  List<Receipt> accept(List<KernelEvent> events, Admission admission, Instant at, Wake wake);
}
