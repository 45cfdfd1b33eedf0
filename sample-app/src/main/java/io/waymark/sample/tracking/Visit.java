/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import java.io.Serializable;

/**
 * What the shop remembers about a visitor, in the HTTP session. That there is one lets Waymark know the visitor by it.
 *
 * @param source where the visitor came from
 * @param device desktop, mobile or tablet
 */
record Visit(String source, String device) implements Serializable {}
