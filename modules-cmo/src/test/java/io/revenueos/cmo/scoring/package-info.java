@NullMarked
package io.revenueos.cmo.scoring;

import org.jspecify.annotations.NullMarked;
