namespace Muster.Tests.Engine.Puppets;

[GrainType("test-post")]
public sealed class PostGrain : Grain, IPostGrain
{
    private Parcel _kept = new("nothing", []);

    public Task<Parcel> Send(Parcel parcel) => Task.FromResult(parcel);

    public Task Keep(Parcel parcel)
    {
        _kept = parcel;
        return Task.CompletedTask;
    }

    public Task<Parcel> Kept() => Task.FromResult(_kept);

    public Task<bool> HoldsOneTwice(List<Parcel> parcels) => Task.FromResult(ReferenceEquals(parcels[0], parcels[1]));

    public Task<object> Anything(object thing) => Task.FromResult(thing);
}
