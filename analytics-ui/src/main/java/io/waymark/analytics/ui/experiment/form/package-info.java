/** Drafts of experiments as forms show them: texts, and what they ask for. */
@NullMarked
package io.waymark.analytics.ui.experiment.form;

import org.jspecify.annotations.NullMarked;
