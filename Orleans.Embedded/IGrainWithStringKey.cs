namespace Orleans;

/// <summary>A grain that is found by a string key.</summary>
public interface IGrainWithStringKey : IGrain;
