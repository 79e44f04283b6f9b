namespace Muster.Tests.Engine.Puppets;

/// <summary>A grain that takes parcels and gives them back.</summary>
public interface IPostGrain : IGrainWithStringKey
{
    Task<Parcel> Send(Parcel parcel);

    Task Keep(Parcel parcel);

    Task<Parcel> Kept();

    Task<bool> HoldsOneTwice(List<Parcel> parcels);

    Task<object> Anything(object thing);
}
