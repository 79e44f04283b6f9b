namespace Muster.WebFront.Abuse;

/// <summary>
/// The streams and waiting polls each conversation's token and each staff session has open here. One too many ends the oldest: a tab that was
/// forgotten gives way to the one somebody looks at.
/// </summary>
internal sealed class OpenStreams
{
    /// <summary>Of one conversation's token: its tabs and devices.</summary>
    public const int MostOfCitizen = 10;

    /// <summary>Of one staff session: a supervisor may look at many conversations.</summary>
    public const int MostOfStaff = 60;

    /// <summary>Whoever was ended does not push another out at once.</summary>
    public static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Place>> _open = new(StringComparer.Ordinal);

    /// <summary>One more.</summary>
    /// <param name="holder">A conversation's key or a staff session's id.</param>
    /// <param name="isStaff">Whose measure it is.</param>
    /// <param name="end">Ends the stream; called at most once.</param>
    /// <returns>To be disposed when the stream has ended by itself.</returns>
    public IDisposable Enter(string holder, bool isStaff, Action end)
    {
        var place = new Place(this, holder, end);
        Place? oldest = null;
        lock (_gate)
        {
            if (!_open.TryGetValue(holder, out var places))
                _open[holder] = places = [];
            places.Add(place);
            if (places.Count > (isStaff ? MostOfStaff : MostOfCitizen))
            {
                oldest = places[0];
                places.RemoveAt(0);
            }
        }

        oldest?.End();
        return place;
    }

    private void Leave(Place place)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(place.Holder, out var places) && places.Remove(place) && places.Count == 0)
                _open.Remove(place.Holder);
        }
    }

    private sealed class Place(OpenStreams streams, string holder, Action end) : IDisposable
    {
        public string Holder => holder;

        public void End() => end();

        public void Dispose() => streams.Leave(this);
    }
}
