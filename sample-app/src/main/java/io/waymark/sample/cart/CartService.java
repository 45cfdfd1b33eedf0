package io.waymark.sample.cart;

import io.waymark.sample.catalog.Plant;
import org.springframework.stereotype.Service;

/** Fills and empties the cart of the visitor who asks. */
@Service
class CartService {

    private final Cart cart;

    CartService(Cart cart) {
        this.cart = cart;
    }

    void add(Plant plant, int quantity) {
        cart.add(plant, quantity);
    }

    void change(Plant plant, int quantity) {
        cart.change(plant, quantity);
    }

    void remove(Plant plant) {
        cart.change(plant, 0);
    }
}
