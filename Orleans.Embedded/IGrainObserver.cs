using Orleans.Runtime;

namespace Orleans;

/// <summary>What grains call back. Methods that return void are one-way.</summary>
public interface IGrainObserver : IAddressable;
