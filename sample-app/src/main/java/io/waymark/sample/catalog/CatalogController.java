/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.TrackEvent;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Home page, browsing and the page of a plant. */
@Controller
class CatalogController {

    private final Plants plants;
    private final PlantSearch search;

    CatalogController(Plants plants, PlantSearch search) {
        this.plants = plants;
        this.search = search;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("categories", plants.categories());
        model.addAttribute("featured", plants.featured(8));
        return "home";
    }

    @GetMapping("/plants")
    String browse(
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(defaultValue = "") String category,
            Model model) {
        String text = query.strip();
        List<Plant> found = text.isEmpty() ? plants.search("", category) : search.search(text, category);
        model.addAttribute("plants", found);
        model.addAttribute("query", text);
        model.addAttribute("category", category);
        model.addAttribute("categories", plants.categories());
        return "plants";
    }

    @GetMapping("/plants/{slug}")
    @TrackEvent(
            value = "product_viewed",
            properties = {"category=#model['plant'].category", "price=#model['plant'].price.euros"})
    public String product(@EventProperty @PathVariable String slug, Model model) {
        Plant plant = plants.find(slug).orElseThrow(() -> new NoSuchPageException(slug));
        model.addAttribute("plant", plant);
        model.addAttribute(
                "related",
                plants.search("", plant.category()).stream()
                        .filter(other -> !other.slug().equals(slug))
                        .limit(4)
                        .toList());
        return "plant";
    }
}
