package io.waymark.sample.catalog;

import java.util.List;
import org.springframework.stereotype.Service;

/** The search box. */
@Service
class PlantSearch {

    private final Plants plants;

    PlantSearch(Plants plants) {
        this.plants = plants;
    }

    List<Plant> search(String text, String category) {
        return plants.search(text, category);
    }
}
