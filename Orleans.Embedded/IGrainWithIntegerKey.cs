namespace Orleans;

/// <summary>A grain that is found by a integer key.</summary>
public interface IGrainWithIntegerKey : IGrain;
