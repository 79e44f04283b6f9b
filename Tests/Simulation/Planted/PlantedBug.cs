using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Simulation;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A mistake built into each silo from outside, which the checks must find.</summary>
/// <param name="weather">In which it shows.</param>
public abstract class PlantedBug(Weather weather)
{
    public Weather Weather { get; } = weather;

    /// <summary>A front that reads for whoever held a conversation once.</summary>
    public virtual bool GoesOnReading => false;

    /// <summary>Where the mistake needs more of something than the weather brings.</summary>
    public virtual Scenario Adjust(Scenario scenario) => scenario;

    public virtual void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
    }

    protected static bool Is<TGrain>(IIncomingGrainCallContext call, string method) =>
        call.MethodName == method && call.Request.GetInterfaceType() == typeof(TGrain);

    /// <summary>Puts something around the storage of states.</summary>
    protected static void Wrap(IServiceCollection services, Func<IGrainStorage, IGrainStorage> wrap)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IGrainStorage) && service.IsKeyedService);
        services.AddKeyedSingleton(inner.ServiceKey, (provider, key) => wrap((IGrainStorage)inner.KeyedImplementationFactory!(provider, key)));
    }
}
