using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of every grain class. Its context is the activation that is being built on this thread (Orleans' own rule).</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain()
        : this(RuntimeContext.Current)
    {
    }

    private protected Grain(IGrainContext? context) => GrainContext = context;

    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    public GrainReference GrainReference => Context.GrainReference;

    public string IdentityString => Context.GrainId.ToString();

    public string RuntimeIdentity => ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToString();

    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    protected internal IServiceProvider ServiceProvider => Context.ActivationServices;

    private IGrainContext Context => GrainContext
        ?? throw new InvalidOperationException("Grain was created outside of the Orleans creation process and no runtime was specified.");

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    protected void DeactivateOnIdle() => ((IGrainBase)this).DeactivateOnIdle();

    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)Context).DelayDeactivation(timeSpan);
}
