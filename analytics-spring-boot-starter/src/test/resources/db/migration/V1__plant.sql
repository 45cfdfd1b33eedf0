create table plant (id int primary key, name text not null);
