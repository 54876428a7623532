/** How likely a lead is to become a customer, what says so, and how far that can be trusted. */
@NullMarked
package io.revenueos.cmo.scoring;

import org.jspecify.annotations.NullMarked;
