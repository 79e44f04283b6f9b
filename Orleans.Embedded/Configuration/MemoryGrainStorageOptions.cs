namespace Orleans.Configuration;

/// <summary>Nothing to choose here; the type stands for Orleans' signature.</summary>
public class MemoryGrainStorageOptions;
