using Orleans.Runtime;

namespace Orleans;

/// <summary>What every grain interface descends from.</summary>
public interface IGrain : IAddressable;
