package dev.voronka.delivery;

import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parcels of a batch side by side: the next effect of each goes out in one call. For one thread. */
final class Convoy {

    /** A parcel under way. */
    private static final class Cart {
        private final Parcel parcel;
        private int done;

        private Cart(Parcel parcel) {
            this.parcel = parcel;
            this.done = parcel.done();
        }

        private boolean isEmpty() {
            return done >= parcel.effects().size();
        }
    }

    private record Load(Cart cart, Delivery delivery, Observer.Measured measured) {}

    private final Round round;
    private final BatchHandler handler;
    private final List<Cart> carts = new ArrayList<>();

    Convoy(Round round, BatchHandler handler, List<Parcel> parcels) {
        this.round = round;
        this.handler = handler;
        parcels.forEach(p -> carts.add(new Cart(p)));
    }

    void work(List<Receipt> receipts) {
        var isFirst = true;
        while (!carts.isEmpty()) {
            if (isFirst ? round.isTooLateToBegin() : round.isTooLateToGoOn()) {
                carts.forEach(c -> receipts.add(round.givenBack(c.parcel, c.done)));
                return;
            }
            isFirst = false;
            var loads = loads(receipts);
            if (!loads.isEmpty()) {
                var answers =
                        round.called(handler, loads.stream().map(Load::delivery).toList());
                for (var i = 0; i < loads.size(); i++) {
                    settle(loads.get(i), answers.get(i), receipts);
                }
            }
        }
    }

    /** What goes out next; carts that are empty, or whose next effect cannot be made ready, get their receipt. */
    private List<Load> loads(List<Receipt> receipts) {
        var loads = new ArrayList<Load>(carts.size());
        for (var cart : List.copyOf(carts)) {
            try {
                var delivery = next(cart);
                if (delivery == null) {
                    carts.remove(cart);
                    receipts.add(Receipt.delivered(cart.parcel));
                } else {
                    loads.add(new Load(cart, delivery, round.begins(delivery)));
                }
            } catch (RuntimeException | StackOverflowError before) {
                carts.remove(cart);
                receipts.add(round.receipt(cart.parcel, cart.done, before));
            }
        }
        return loads;
    }

    /** Null if nothing is left. */
    private @Nullable Delivery next(Cart cart) {
        while (!cart.isEmpty()) {
            var delivery = round.delivery(cart.parcel, cart.parcel.effects().get(cart.done));
            if (delivery != null) {
                return delivery;
            }
            cart.done++;
        }
        return null;
    }

    private void settle(Load load, @Nullable Throwable answer, List<Receipt> receipts) {
        var cart = load.cart();
        var broken = round.ended(cart.parcel, load.measured(), answer);
        if (broken != null) {
            carts.remove(cart);
            receipts.add(round.receipt(cart.parcel, cart.done, broken));
            return;
        }
        cart.done++;
    }
}
