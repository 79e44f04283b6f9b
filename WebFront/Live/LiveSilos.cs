namespace Muster.WebFront.Live;

/// <summary>Notices that a silo has vanished, so that what it held is watched again long before the minute is over.</summary>
internal sealed class LiveSilos(IGrainFactory grains, Renewals renewals)
{
    private HashSet<string> _known = [];
    private bool _isLooking;

    public async Task Look()
    {
        if (_isLooking)
            return;

        _isLooking = true;
        try
        {
            var hosts = await grains.GetGrain<Orleans.Runtime.IManagementGrain>(0).GetHosts(onlyActive: true);
            // Grains may name their silo in either spelling.
            var live = hosts.Keys.SelectMany(silo => new[] { silo.ToString(), silo.ToParsableString() }).ToHashSet();
            var vanished = _known.Where(silo => !live.Contains(silo)).ToHashSet();
            _known = live;
            if (vanished.Count > 0)
                renewals.AtOnceAfter(vanished);
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            // Asked again in two seconds; until then every watch is renewed within its minute anyway.
        }
        finally
        {
            _isLooking = false;
        }
    }
}
