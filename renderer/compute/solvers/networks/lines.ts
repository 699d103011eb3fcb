/** A tiny corpus that has something to be learned: who does what where. */
export const rhyme = `the cat sat on the mat. the dog sat on the rug. the cat saw the dog. the dog saw the cat.
the bird sang in the tree. the fish swam in the lake. the cat ran to the tree. the dog ran to the lake.
the bird sat in the tree and sang. the fish swam in the lake and slept. the cat slept on the mat. the dog slept on the rug.
a cat is an animal. a dog is an animal. a bird is an animal. a fish is an animal. a tree is a plant.`

/** Others of the same kind, to adapt to. */
export const otherRhyme = `the ship sailed on the sea. the train ran on the rail. the ship met the train. the train left the ship.
the plane flew in the sky. the car drove on the road. the ship sailed to the port. the train ran to the town.
a ship is a machine. a train is a machine. a plane is a machine. a car is a machine. a port is a place.`
