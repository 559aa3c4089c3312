"""The same network as a fluid: a linear programme whose optimum no plan can beat on average."""
