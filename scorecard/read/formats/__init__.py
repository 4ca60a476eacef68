"""Files into grids of raw cells, whatever their format; no cell that holds an error passes as empty."""
