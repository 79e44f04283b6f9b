namespace Muster.Silo.Storage.OverGrainStorage;

/// <summary>Spares an append the read of its page. At most twice <paramref name="most"/>: what was not used for that long is forgotten.</summary>
internal sealed class RecentStandings(int most)
{
    private readonly Lock _gate = new();
    private Dictionary<string, Standing> _young = new(StringComparer.Ordinal);
    private Dictionary<string, Standing> _old = new(StringComparer.Ordinal);

    public Standing? Find(string conversation)
    {
        lock (_gate) return _young.GetValueOrDefault(conversation) ?? _old.GetValueOrDefault(conversation);
    }

    public void Note(string conversation, Standing standing)
    {
        lock (_gate)
        {
            if (_young.Count >= most) (_old, _young) = (_young, new Dictionary<string, Standing>(StringComparer.Ordinal));
            _young[conversation] = standing;
        }
    }

    public void Forget(string conversation)
    {
        lock (_gate)
        {
            _young.Remove(conversation);
            _old.Remove(conversation);
        }
    }
}
