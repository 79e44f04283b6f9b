using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>References bound to one engine: calls through them start there.</summary>
internal sealed class ClusterClient(Engine engine) : IClusterClient
{
    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentNullException.ThrowIfNull(primaryKey);
        return Get<TGrainInterface>(primaryKey);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Get<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)engine.Reference(typeof(TGrainInterface), grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj is GrainReference or IGrainBase
            ? throw new ArgumentException("Argument obj is already a grain reference or a grain.", nameof(obj))
            : (TGrainObserverInterface)(object)engine.Reference(typeof(TGrainObserverInterface), engine.Register(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference)
        {
            throw new ArgumentException("Argument reference is not a grain reference.", nameof(obj));
        }

        engine.Unregister(reference.GrainId);
    }

    private TGrainInterface Get<TGrainInterface>(string key) =>
        (TGrainInterface)(object)engine.Reference(typeof(TGrainInterface), engine.Classes.IdFor(typeof(TGrainInterface), key));
}
