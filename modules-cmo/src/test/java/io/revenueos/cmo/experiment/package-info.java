@NullMarked
package io.revenueos.cmo.experiment;

import org.jspecify.annotations.NullMarked;
