namespace Orleans;

/// <summary>The cluster as seen from outside a grain.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
