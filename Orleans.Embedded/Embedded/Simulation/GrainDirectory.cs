using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>Where each grain is, as the cluster believes; and what runs on although the cluster has forgotten it.</summary>
internal sealed class GrainDirectory(SimulatedCluster cluster)
{
    private readonly Dictionary<GrainId, Activation> _entries = [];
    private readonly Dictionary<GrainId, Activation> _zombies = [];
    private readonly Dictionary<GrainId, SimulatedSilo> _leaving = [];

    public IEnumerable<Activation> All => _entries.Values.Concat(_zombies.Values);

    public Activation? Find(GrainId id) => _entries.GetValueOrDefault(id);

    /// <summary>The forgotten one, while it lives.</summary>
    public Activation? Zombie(GrainId id) =>
        _zombies.TryGetValue(id, out var zombie) && !zombie.IsDropped && zombie.State != ActivationState.Invalid ? zombie : null;

    /// <summary>The next activation is made elsewhere, if there is an elsewhere.</summary>
    public void Leave(GrainId id, SimulatedSilo silo) => _leaving[id] = silo;

    public Activation? Place(GrainId id)
    {
        var silos = cluster.Silos.Where(silo => silo.TakesGrains).ToArray();
        if (silos.Length > 1 && _leaving.Remove(id, out var left))
        {
            silos = [.. silos.Where(silo => silo != left)];
        }

        if (silos.Length == 0 || cluster.Classes.Find(id.Type) is not { } grainClass)
        {
            return null;
        }

        return _entries[id] = silos[cluster.Network.Random.Next(silos.Length)].Node.Activate(grainClass, id);
    }

    public void Forget(Activation activation, bool asZombie)
    {
        if (_entries.TryGetValue(activation.GrainId, out var entry) && entry == activation)
        {
            _entries.Remove(activation.GrainId);
        }

        if (asZombie)
        {
            _zombies[activation.GrainId] = activation;
        }
    }

    public void Remove(Activation activation)
    {
        Forget(activation, asZombie: false);
        if (_zombies.TryGetValue(activation.GrainId, out var zombie) && zombie == activation)
        {
            _zombies.Remove(activation.GrainId);
        }
    }

    /// <summary>The cluster knows that this process is dead, or believes it.</summary>
    public void ForgetAllOf(SimulatedNode node)
    {
        foreach (var activation in _entries.Values.Concat(_zombies.Values).Where(activation => activation.Engine == node).ToArray())
        {
            Remove(activation);
        }
    }
}
