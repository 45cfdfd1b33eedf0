create table plant (
    slug        text primary key,
    position    int generated always as identity,
    name        text not null,
    latin_name  text not null,
    category    text not null,
    light       text not null,
    size        text not null,
    price_cents bigint not null,
    popularity  int not null,
    summary     text not null,
    care        text not null
);

create table customer (
    user_name     text primary key,
    name          text not null,
    password_hash text not null,
    role          text not null check (role in ('CUSTOMER', 'ANALYST')),
    created_at    timestamptz not null default now()
);

create table customer_order (
    id           bigint generated always as identity (start with 1001) primary key,
    reference    uuid not null unique,
    user_name    text references customer,
    full_name    text not null,
    email        text not null,
    address      text not null,
    payment      text not null,
    total_cents  bigint not null,
    placed_at    timestamptz not null default now()
);

create table order_line (
    order_id    bigint not null references customer_order,
    slug        text not null references plant,
    name        text not null,
    quantity    int not null check (quantity > 0),
    price_cents bigint not null,
    primary key (order_id, slug)
);
