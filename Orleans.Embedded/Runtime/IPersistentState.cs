using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A grain's stored state, read before <see cref="Grain.OnActivateAsync"/>.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
