using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// The data keys of a process: found, made where one is missing, and held in the open as long as they are used. Several processes may ask for
/// the same one at once and get the same: a key is in the <see cref="IKeyBook"/> before anything is sealed with it.
/// </summary>
public sealed class DataKeys(
    IKeyBook book, IMasterKeys masters, MasterKeysHere? mastersHere, DataKeySettings settings, IRandomBytes random, TimeProvider clock) : IDisposable
{
    /// <summary>Ids that are in no ring are looked for again after this: whoever seals has stored the key before.</summary>
    private static readonly TimeSpan UnknownFor = TimeSpan.FromSeconds(10);

    /// <summary>Unknown ids remembered at most; then all of them are forgotten.</summary>
    private const int MostUnknown = 1_000;

    private readonly ConcurrentDictionary<(KeyScope Scope, string Period), KeyPlace> _places = new();
    private readonly ConcurrentDictionary<KeyScope, (KeyRing Ring, string? Tag)> _rings = new();
    private readonly ConcurrentDictionary<KeyScope, SemaphoreSlim> _gates = new();
    private readonly ConcurrentDictionary<UInt128, DataKey> _open = new();
    private readonly ConcurrentDictionary<uint, DataKey> _masters = new();
    private readonly ConcurrentDictionary<UInt128, long> _unknown = new();
    private readonly Lock _dropping = new();

    public DataKeySettings Settings => settings;

    /// <summary>Data keys in the open now.</summary>
    public int Open => _open.Count;

    public KeyPlace Place(KeyScope scope, string period) => _places.GetOrAdd((scope, period), static of => new KeyPlace(of.Scope, of.Period));

    /// <summary>The key that writes there now; made where there is none.</summary>
    /// <exception cref="RecordsDisposedException">What stood there was destroyed: nothing is written there any more.</exception>
    /// <exception cref="KeysUnavailableException">It cannot be had now.</exception>
    public ValueTask<DataKey> ForWriting(KeyPlace place)
    {
        if (place.Current is not { IsDropped: false } key) return new(FindOrMake(place));
        key.UsedAt = clock.GetTimestamp();
        return new(key);
    }

    /// <exception cref="EnvelopeException">There is no such key, or it cannot be unwrapped.</exception>
    /// <exception cref="RecordsDisposedException">It was destroyed.</exception>
    /// <exception cref="KeysUnavailableException">It cannot be had now.</exception>
    public ValueTask<DataKey> ForReading(KeyScope scope, UInt128 id)
    {
        if (!_open.TryGetValue(id, out var key)) return new(Find(scope, id));
        key.UsedAt = clock.GetTimestamp();
        return new(key);
    }

    /// <summary>The place a key is for, also of one that was destroyed; null where there is no such key.</summary>
    /// <exception cref="KeysUnavailableException">The book cannot be read now.</exception>
    public async ValueTask<KeyPlace?> PlaceOf(KeyScope scope, UInt128 id)
    {
        if (_open.TryGetValue(id, out var key)) return key.Place;
        return await Stored(scope, id) is { } stored ? Place(scope, stored.Period) : null;
    }

    /// <summary>A new key writes there from now on, on other nodes after <see cref="DataKeySettings.LookEvery"/> at the latest; earlier ones go on reading.</summary>
    /// <exception cref="RecordsDisposedException">What stood there was destroyed.</exception>
    /// <exception cref="KeysUnavailableException">The outcome is unknown.</exception>
    public async Task Renew(KeyScope scope, string period)
    {
        var made = await Make(scope, period);
        await Change(scope, ring => ring.IsDestroyed(period) ? throw Disposed(scope, period) : ring.With(made));
    }

    /// <summary>Destroys every key there; what they protect is unreadable from now on, on other nodes after <see cref="DataKeySettings.LookEvery"/> at the latest.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="KeysUnavailableException">The outcome is unknown; repeating it is harmless.</exception>
    public async Task<int> Destroy(KeyScope scope, string period)
    {
        var destroyed = 0;
        await Change(scope, ring =>
        {
            destroyed = ring.Keys.Count(key => key.Period == period && !key.IsDestroyed);
            return ring.Destroyed(period, clock.GetUtcNow());
        });
        return destroyed;
    }

    /// <summary>Every ring, as it is stored now.</summary>
    /// <exception cref="KeysUnavailableException">The book cannot be read now.</exception>
    public async Task<IReadOnlyList<(KeyScope Scope, KeyRing Ring)>> All()
    {
        var all = new List<(KeyScope, KeyRing)>();
        foreach (var (name, _) in (await book.List()).OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            var scope = KeyScope.Parse(name);
            all.Add((scope, (await Read(scope)).Ring));
        }

        return all;
    }

    /// <summary>Looks what has changed elsewhere, wraps anew what an older master key has wrapped, and renews standing keys that have written for long.</summary>
    /// <exception cref="KeysUnavailableException">It is gone on with the next time.</exception>
    public async Task Round()
    {
        await masters.Refresh();
        Exception? trouble = null;
        foreach (var (name, tag) in await book.List())
        {
            try
            {
                await RoundOf(KeyScope.Parse(name), tag);
            }
            catch (Exception failure) when (failure is KeysUnavailableException or EnvelopeException)
            {
                trouble = failure; // the others are not kept waiting
            }
        }

        if (trouble is not null) throw trouble as KeysUnavailableException ?? new KeysUnavailableException($"A data key cannot be used: {trouble.Message}.", trouble);
    }

    /// <summary>Tells of every destruction that was not told of yet: at least once, by whichever node comes first.</summary>
    /// <param name="tell">Returns once it will not be forgotten.</param>
    /// <exception cref="KeysUnavailableException">It is gone on with the next time.</exception>
    public async Task TellOfDestroyed(Func<KeyScope, string, DateTimeOffset, Task> tell)
    {
        foreach (var (scope, (ring, _)) in _rings.ToArray())
        {
            foreach (var untold in ring.Keys.Where(key => key is { IsDestroyed: true, Told: false }).DistinctBy(key => key.Period))
            {
                await tell(scope, untold.Period, untold.DestroyedAt ?? clock.GetUtcNow());
                await Change(scope, now => now.ToldOf(untold.Period));
            }
        }
    }

    /// <summary>Tries whether the keys can be unwrapped here: one for each master key.</summary>
    /// <exception cref="StorageRefusedException">They cannot.</exception>
    /// <exception cref="KeysUnavailableException">The book or the vault does not answer.</exception>
    public async Task Check()
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (scope, ring) in await All())
        {
            foreach (var key in ring.Keys.Where(key => key.Master is { } master && tried.Add(master)))
            {
                try
                {
                    await Unlock(scope, key);
                }
                catch (Exception wrong) when (wrong is EnvelopeException or KeysUnavailableException { InnerException: MasterKeyMissingException })
                {
                    throw new StorageRefusedException($"The data keys in {book.Where} were written with other keys: they are wrapped by master key {key.Master}, which is missing here or another. Bring it back.", wrong);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var key in _open.Values.Concat(_masters.Values)) key.Drop();
        foreach (var gate in _gates.Values) gate.Dispose();
    }

    /// <summary>A master key itself, for a record of version 1.</summary>
    internal ValueTask<DataKey> MasterForReading(uint id)
    {
        var keys = mastersHere?.Keys ?? throw new EnvelopeException($"it needs master key {id} itself, and this process has none");
        if (!keys.Has(id)) throw new EnvelopeException($"it needs key {id}, and there are {keys}");
        return new(_masters.GetOrAdd(id, static (id, keys) => new DataKey(id, null, keys[id].ToArray()), keys));
    }

    private async Task RoundOf(KeyScope scope, string tag)
    {
        var ring = (_rings.TryGetValue(scope, out var known) && known.Tag == tag ? known : await ReadAlone(scope)).Ring;
        if (ring.Keys.Any(key => key.Master is { } master && masters.IsOutdated(master))) await WrapAnew(scope);
        if (IsToRenew(ring)) await RenewStanding(scope);
    }

    private async Task<DataKey> FindOrMake(KeyPlace place)
    {
        using var entered = await Enter(place.Scope);
        var (ring, tag) = _rings.TryGetValue(place.Scope, out var known) ? known : await Read(place.Scope);
        while (ring.CurrentOf(place.Period) is null)
        {
            if (ring.IsDestroyed(place.Period)) throw Disposed(place.Scope, place.Period);
            var next = ring.With(await Make(place.Scope, place.Period));
            (ring, tag) = await Write(place.Scope, next, tag) is { } written ? (next, written) : await Read(place.Scope);
        }

        return place.Current = await Unlock(place.Scope, ring.CurrentOf(place.Period)!);
    }

    private async Task<DataKey> Find(KeyScope scope, UInt128 id)
    {
        if (await Stored(scope, id) is null) throw new EnvelopeException($"it needs data key {Text(id)}, which is not in {book.Where}");
        using var entered = await Enter(scope);
        var stored = _rings[scope].Ring.Find(Text(id))!; // as it is known now: nobody destroys it meanwhile
        return stored.IsDestroyed ? throw Disposed(scope, stored.Period) : await Unlock(scope, stored);
    }

    private async ValueTask<StoredKey?> Stored(KeyScope scope, UInt128 id)
    {
        if (_rings.TryGetValue(scope, out var known) && known.Ring.Find(Text(id)) is { } found) return found;
        if (_unknown.TryGetValue(id, out var since) && clock.GetElapsedTime(since) < UnknownFor) return null;
        if ((await ReadAlone(scope)).Ring.Find(Text(id)) is { } now) return now;
        if (_unknown.Count >= MostUnknown) _unknown.Clear();
        _unknown[id] = clock.GetTimestamp();
        return null;
    }

    private async Task<StoredKey> Make(KeyScope scope, string period)
    {
        var bytes = new byte[16 + MasterKeys.KeyLength];
        random.Fill(bytes);
        var id = Convert.ToHexStringLower(bytes.AsSpan(0, 16));
        try
        {
            var (master, wrapped) = await Wrap(bytes.AsMemory(16), scope, period, id);
            return new StoredKey(id, period, clock.GetUtcNow(), master, wrapped);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private async Task<(string Master, byte[] Wrapped)> Wrap(ReadOnlyMemory<byte> key, KeyScope scope, string period, string id)
    {
        var secret = KeyWrap.Secret(key.Span, scope, period, id);
        try
        {
            return await masters.Wrap(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private async Task<byte[]> Unwrap(KeyScope scope, StoredKey stored)
    {
        var secret = await Secret(stored);
        try
        {
            return (secret is null ? null : KeyWrap.KeyIn(secret, scope, stored.Period, stored.Id))
                ?? throw new EnvelopeException($"data key {stored.Id} of {scope.Name} was not wrapped by the master key {stored.Master} of this machine");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>A master key that is not here may have been brought a moment ago, or come soon: nothing is taken for damage because of it.</summary>
    private async Task<byte[]?> Secret(StoredKey stored)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return await masters.Unwrap(stored.Master!, stored.Wrapped!);
            }
            catch (MasterKeyMissingException) when (isFirst)
            {
                await masters.Refresh();
            }
            catch (MasterKeyMissingException missing)
            {
                throw new KeysUnavailableException($"Data key {stored.Id} cannot be unwrapped: {missing.Message}.", missing);
            }
        }
    }

    private async Task<DataKey> Unlock(KeyScope scope, StoredKey stored)
    {
        var id = UInt128.Parse(stored.Id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (_open.TryGetValue(id, out var open)) return open;
        var key = new DataKey(id, Place(scope, stored.Period), await Unwrap(scope, stored)) { UsedAt = clock.GetTimestamp() };
        var kept = _open.GetOrAdd(id, key);
        if (kept != key) key.Drop();
        if (_open.Count > settings.MostOpen) DropUnused();
        return kept;
    }

    /// <summary>A tenth more than too many at once, so that it is not done for every key.</summary>
    private void DropUnused()
    {
        lock (_dropping)
        {
            var tooMany = _open.Count - settings.MostOpen + (settings.MostOpen / 10);
            foreach (var unused in _open.Values.OrderBy(key => key.UsedAt).Take(tooMany).ToList()) Drop(unused);
        }
    }

    private void Drop(DataKey key)
    {
        _open.TryRemove(key.Id, out _);
        if (key.Place is { } place && place.Current == key) place.Current = null;
        key.Drop();
    }

    private async Task Change(KeyScope scope, Func<KeyRing, KeyRing> change)
    {
        using var entered = await Enter(scope);
        for (var isWritten = false; !isWritten;)
        {
            var (ring, tag) = await Read(scope);
            var next = change(ring);
            isWritten = ReferenceEquals(next, ring) || await Write(scope, next, tag) is not null;
        }
    }

    private async Task WrapAnew(KeyScope scope)
    {
        using var entered = await Enter(scope);
        var (ring, tag) = await Read(scope);
        var next = ring;
        foreach (var key in ring.Keys.Where(key => key.Master is { } master && masters.IsOutdated(master)))
        {
            var bytes = await Unwrap(scope, key);
            var (master, wrapped) = await Wrap(bytes, scope, key.Period, key.Id);
            CryptographicOperations.ZeroMemory(bytes);
            next = next.Replaced(key with { Master = master, Wrapped = wrapped });
        }

        if (next != ring) await Write(scope, next, tag); // where another node was faster, the next round looks again
    }

    private bool IsToRenew(KeyRing ring) =>
        ring.CurrentOf(KeepMonths.Standing) is { } standing && clock.GetUtcNow() - standing.MadeAt >= settings.RenewAfter;

    private async Task RenewStanding(KeyScope scope)
    {
        var made = await Make(scope, KeepMonths.Standing);
        await Change(scope, ring => IsToRenew(ring) ? ring.With(made) : ring);
    }

    private async Task<(KeyRing Ring, string? Tag)> ReadAlone(KeyScope scope)
    {
        using var entered = await Enter(scope);
        return await Read(scope);
    }

    private async Task<(KeyRing Ring, string? Tag)> Read(KeyScope scope)
    {
        var stored = await book.Read(scope.Name);
        return Know(scope, stored is { } found ? RingIn(scope, found.Ring) : KeyRing.Empty, stored?.Tag);
    }

    private async Task<string?> Write(KeyScope scope, KeyRing ring, string? expected)
    {
        if (await book.Write(scope.Name, ring.Bytes(), expected) is not { } tag) return null;
        Know(scope, ring, tag);
        return tag;
    }

    /// <summary>Whatever writes or reads with a key that this ring no longer has stops doing so.</summary>
    private (KeyRing Ring, string? Tag) Know(KeyScope scope, KeyRing ring, string? tag)
    {
        _rings[scope] = (ring, tag);
        foreach (var key in _open.Values.Where(key => key.Place?.Scope == scope).ToList())
        {
            if (ring.Find(Text(key.Id)) is not { IsDestroyed: false }) Drop(key);
            else if (key.Place!.Current == key && ring.CurrentOf(key.Place.Period)!.Id != Text(key.Id)) key.Place.Current = null;
        }

        return (ring, tag);
    }

    private KeyRing RingIn(KeyScope scope, byte[] bytes)
    {
        try
        {
            return KeyRing.Of(bytes);
        }
        catch (System.Text.Json.JsonException damage)
        {
            throw new KeysUnavailableException($"The data keys of {scope.Name} in {book.Where} are damaged: {damage.Message}", damage);
        }
    }

    private async Task<Entered> Enter(KeyScope scope)
    {
        var gate = _gates.GetOrAdd(scope, static _ => new SemaphoreSlim(1));
        await gate.WaitAsync();
        return new Entered(gate);
    }

    private static string Text(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);

    private static RecordsDisposedException Disposed(KeyScope scope, string period) => new($"its key was destroyed with all of {scope.Name} of {period}");

    private readonly struct Entered(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
