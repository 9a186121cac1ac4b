package dev.voronka.delivery;

/** Whoever works on a batch: may be asked to stop, and is told when a handler has the word. */
interface Watch {

    /** By hand, on the caller's thread: nobody stops it. */
    Watch NOBODY = new Watch() {
        @Override
        public boolean isStopping() {
            return false;
        }

        @Override
        public void calls() {}

        @Override
        public void returns() {}

        @Override
        public void interrupted() {
            Thread.currentThread().interrupt();
        }
    };

    /** Whether nothing new is to be begun. */
    boolean isStopping();

    /** A handler is called now; from here on the thread may be interrupted. */
    void calls();

    /** The handler is back; from here on the thread is not interrupted any more. */
    void returns();

    /** A handler was interrupted, and what the batch has come to is kept by now. */
    void interrupted();
}
