/** The AI CMO: answers leads and bookings, and keeps a record of campaigns. */
@NullMarked
package io.revenueos.cmo;

import org.jspecify.annotations.NullMarked;
